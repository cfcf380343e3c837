package dev.pawl.local.kill;

import dev.pawl.local.home.Checkout;
import dev.pawl.local.kill.woven.Waypoints;
import dev.pawl.local.program.Cache;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/// A checkout whose programs are the built ones, started by jars that hold woven classes in the place of some of
/// theirs.
final class WovenCheckout {

    private WovenCheckout() {}

    /// @param socket where the woven programs tell
    static Path in(Path folder, Checkout built, Path socket, List<String> list) throws IOException {
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("deploy"), built.root().resolve("deploy"));
        Weaver weaver = new Weaver(list);
        for (Path program : List.of(built.workerJar(), built.gatewayJar())) {
            Path jar = folder.resolve(built.root().relativize(program));
            Files.createDirectories(jar.resolveSibling("."));
            Files.createSymbolicLink(jar.resolveSibling("lib"), program.resolveSibling("lib"));
            write(jar, program, socket, weaver);
        }
        return folder;
    }

    /// The program's own jar, with more in it: what stands there goes before its libraries.
    private static void write(Path jar, Path program, Path socket, Weaver weaver) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarFile built = new JarFile(program.toFile());
                JarOutputStream out = new JarOutputStream(file, built.getManifest());
                URLClassLoader classes = new URLClassLoader(urls(program), null)) {
            for (JarEntry entry : Collections.list(built.entries())) {
                if (!entry.getName().equals(JarFile.MANIFEST_NAME)
                        && !weaver.types().contains(type(entry.getName()))) {
                    add(out, entry.getName(), built.getInputStream(entry).readAllBytes());
                }
            }
            add(out, Waypoints.PLACE.substring(1), socket.toString().getBytes(StandardCharsets.UTF_8));
            String waypoints = file(Waypoints.class.getName().replace('.', '/'));
            add(out, waypoints, bytes(Objects.requireNonNull(Waypoints.class.getClassLoader()), waypoints));
            for (String type : weaver.types()) {
                if (classes.getResource(file(type)) != null) {
                    add(out, file(type), weaver.woven(type, bytes(classes, file(type)), classes));
                }
            }
        }
    }

    private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
    }

    private static String file(String type) {
        return type + ".class";
    }

    private static String type(String file) {
        return file.endsWith(".class") ? file.substring(0, file.length() - ".class".length()) : "";
    }

    private static byte[] bytes(ClassLoader classes, String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(classes.getResourceAsStream(name), name)) {
            return stream.readAllBytes();
        }
    }

    /// The program's jar and its libraries.
    private static URL[] urls(Path program) throws IOException {
        List<Path> jars = Cache.jars(program.toString());
        URL[] urls = new URL[jars.size()];
        for (int each = 0; each < urls.length; each++) {
            urls[each] = jars.get(each).toUri().toURL();
        }
        return urls;
    }
}
