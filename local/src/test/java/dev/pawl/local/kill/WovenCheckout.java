package dev.pawl.local.kill;

import dev.pawl.local.home.Checkout;
import dev.pawl.local.kill.woven.Waypoints;
import dev.pawl.local.kill.woven.Weaver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// A checkout whose programs are the built ones, started by jars that weave into them what a list says.
final class WovenCheckout {

    private static final List<Class<?>> WOVEN = List.of(Weaver.class, Waypoints.class);

    private WovenCheckout() {}

    static Path in(Path folder, Checkout built, List<String> list) throws IOException {
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("deploy"), built.root().resolve("deploy"));
        for (Path program : List.of(built.workerJar(), built.gatewayJar())) {
            Path jar = folder.resolve(built.root().relativize(program));
            Files.createDirectories(jar.resolveSibling("."));
            write(jar, program, list);
        }
        return folder;
    }

    private static void write(Path jar, Path program, List<String> list) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest(program))) {
            out.putNextEntry(new ZipEntry(Weaver.LIST.substring(1)));
            out.write(String.join("\n", list).getBytes(StandardCharsets.UTF_8));
            for (Class<?> type : WOVEN) {
                writeAll(out, type);
            }
        }
    }

    /// With the classes inside of it.
    private static void writeAll(JarOutputStream out, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/');
        for (String each : Stream.concat(
                        Stream.of(name),
                        Stream.of(type.getDeclaredClasses())
                                .map(inner -> inner.getName().replace('.', '/')))
                .toList()) {
            out.putNextEntry(new ZipEntry(each + ".class"));
            try (InputStream bytes = Objects.requireNonNull(type.getResourceAsStream("/" + each + ".class"), each)) {
                bytes.transferTo(out);
            }
        }
    }

    private static Manifest manifest(Path program) throws IOException {
        try (JarFile built = new JarFile(program.toFile())) {
            Manifest manifest = new Manifest();
            Attributes says = manifest.getMainAttributes();
            says.put(Attributes.Name.MANIFEST_VERSION, "1.0");
            says.put(
                    Attributes.Name.MAIN_CLASS,
                    built.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS));
            says.put(Attributes.Name.CLASS_PATH, program.toUri().toString());
            says.put(new Attributes.Name("Launcher-Agent-Class"), Weaver.class.getName());
            return manifest;
        }
    }
}
