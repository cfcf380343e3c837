package dev.pawl.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the kernel says of processes (`/proc`). A process that is gone, or not ours to read, is answered with nothing.
public final class Proc {

    private static final Path ROOT = Path.of("/proc");
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int START_TIME = 19;

    private Proc() {}

    /// This boot of the machine.
    public static String boot() {
        try {
            return Files.readString(ROOT.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Every process that can be seen.
    public static List<Long> all() {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(ROOT, "[0-9]*")) {
            folders.forEach(
                    folder -> found.add(Long.parseLong(folder.getFileName().toString())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }

    /// When a living process began, in clock ticks since the boot; a zombie does not live.
    public static Optional<Long> startTime(long pid) {
        return stat(pid)
                .filter(fields -> !"Z".equals(fields.get(STATE)) && !"X".equals(fields.get(STATE)))
                .map(fields -> Long.parseLong(fields.get(START_TIME)));
    }

    /// The process that started this one.
    public static Optional<Long> parent(long pid) {
        return stat(pid).map(fields -> Long.parseLong(fields.get(PARENT)));
    }

    /// The session that a process belongs to, named by the process that opened it.
    public static Optional<Long> session(long pid) {
        return stat(pid).map(fields -> Long.parseLong(fields.get(SESSION)));
    }

    /// The environment that a process was started with, as `NAME=value`.
    public static List<String> environment(long pid) {
        return read(pid, "environ")
                .map(text -> Arrays.asList(text.split("\0", -1)))
                .orElse(List.of());
    }

    /// The command line of a process.
    public static List<String> commandLine(long pid) {
        return read(pid, "cmdline")
                .map(text -> Arrays.stream(text.split("\0", -1))
                        .filter(word -> !word.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /// The folder that a process works in.
    public static Optional<Path> workingFolder(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(ROOT.resolve(pid + "/cwd")));
        } catch (IOException goneOrNotOurs) {
            return Optional.empty();
        }
    }

    /// The memory that a process holds, in bytes.
    public static long residentBytes(long pid) {
        return read(pid, "status").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .sum();
    }

    /// Whether a process has one of these sockets open.
    public static boolean hasSocket(long pid, List<Long> inodes) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(ROOT.resolve(pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                if (inodes.contains(socket(descriptor))) {
                    return true;
                }
            }
            return false;
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private static long socket(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:[") ? Long.parseLong(target.substring(8, target.length() - 1)) : -1;
        } catch (IOException closedMeanwhile) {
            return -1;
        }
    }

    /// The fields that follow the program's name, which may itself hold spaces and brackets.
    private static Optional<List<String>> stat(long pid) {
        return read(pid, "stat")
                .map(line -> Arrays.asList(
                        line.substring(line.lastIndexOf(')') + 2).strip().split(" ", -1)));
    }

    private static Optional<String> read(long pid, String file) {
        try {
            return Optional.of(Files.readString(ROOT.resolve(pid + "/" + file), StandardCharsets.ISO_8859_1));
        } catch (IOException goneOrNotOurs) {
            return Optional.empty();
        }
    }

    /// Whether a process runs this program and works in this folder: a shell that only stands there does not.
    public static boolean worksIn(Path folder, String program, long pid) {
        return workingFolder(pid).filter(folder::equals).isPresent()
                && executable(pid)
                        .map(path -> path.getFileName().toString())
                        .filter(name -> name.equals(program) || name.equals(program + " (deleted)"))
                        .isPresent();
    }

    private static Optional<Path> executable(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(ROOT.resolve(pid + "/exe")));
        } catch (IOException failure) {
            return Optional.empty();
        }
    }
}
