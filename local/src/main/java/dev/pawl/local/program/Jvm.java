package dev.pawl.local.program;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The Java of a part: the same JDK that runs the launcher, with a fast start and little memory: a heap
/// that begins small, because what it begins with it soon holds.
public record Jvm(String firstHeap, String heap, List<String> program) {

    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError");

    public Jvm {
        program = List.copyOf(program);
    }

    /// The class path of this very process, which holds from any working directory.
    public static String ownClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// The command line without any cache.
    public List<String> command() {
        return command(List.of());
    }

    /// The command line with further flags for the JVM.
    public List<String> command(List<String> further) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(flags());
        command.addAll(further);
        command.addAll(program);
        return command;
    }

    /// What a cache must have been trained with.
    List<String> flags() {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("-Xms" + firstHeap);
        flags.add("-Xmx" + heap);
        return flags;
    }
}
