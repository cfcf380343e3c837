package dev.pawl.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/// A checkout whose built programs are small fakes in the places of the real ones.
final class FakeCheckout {

    private FakeCheckout() {}

    static Path in(Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> sources = Stream.of("FakeProgram", "Migrate")
                .map(name -> Path.of("src/test/resources/fake", name + ".java")
                        .toAbsolutePath()
                        .toString())
                .toList();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        Stream.concat(Stream.of("-d", classes.toString()), sources.stream())
                                .toArray(String[]::new));
        assertThat(result).isZero();
        jar(folder.resolve("worker/target/pawl-0.1.0.jar"), classes);
        jar(folder.resolve("gateway/target/pawl-0.1.0.jar"), classes);
        Path temporal = Files.createDirectories(folder.resolve("deploy/temporal"));
        Files.copy(Path.of("../deploy/temporal/search-attributes"), temporal.resolve("search-attributes"));
        Path build = Files.writeString(
                temporal.resolve("build"), "#!/bin/sh\necho 'Temporal is not to be had here.' >&2\nexit 1\n");
        Files.setPosixFilePermissions(build, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    private static void jar(Path jar, Path classes) throws IOException {
        Files.createDirectories(jar.resolveSibling("."));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "FakeProgram");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
                Files.copy(each, out);
                out.closeEntry();
            }
        }
    }
}
