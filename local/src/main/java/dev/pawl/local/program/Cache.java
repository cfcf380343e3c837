package dev.pawl.local.program;

import dev.pawl.local.home.Folders;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The JVM's cache of one program (JEP 483, 514): loaded classes and profiles of a trained run. It fits exactly one set
/// of jars, flags and JVM, which its name says; a cache that does not fit is never named to the JVM.
public final class Cache {

    private static final int KEY_LENGTH = 20;

    /// Several checkouts may share a folder, and a build that a house runs from may not be the last one.
    private static final int KEPT = 3;

    private final String name;
    private final Path folder;
    private final Path file;
    private final Path draft;

    private Cache(String name, Path folder, String key) {
        this.name = name;
        this.folder = folder;
        this.file = folder.resolve(name + "-" + key + ".aot");
        this.draft = folder.resolve("%s.%d.draft"
                .formatted(file.getFileName(), ProcessHandle.current().pid()));
    }

    /// The cache of a program that runs from these jars.
    public static Cache of(String name, Path folder, Jvm jvm, List<Path> jars) {
        return new Cache(name, folder, key(jvm, jars));
    }

    /// Every jar of a class path, or of a program jar with its libraries beside it; nothing if there are class folders,
    /// for which the JVM makes no cache.
    public static List<Path> jars(String classPath) {
        List<Path> found = Stream.of(classPath.split(Pattern.quote(File.pathSeparator), -1))
                .map(Path::of)
                .flatMap(jar -> Stream.concat(Stream.of(jar), libraries(jar).stream()))
                .sorted()
                .toList();
        return found.stream().anyMatch(Files::isDirectory) ? List.of() : found;
    }

    /// Whether a trained cache is there.
    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /// The flags that use the cache, or none.
    public List<String> use() {
        if (!exists()) {
            return List.of();
        }
        markAsUsed();
        return List.of("-XX:AOTCache=" + file);
    }

    private void markAsUsed() {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException notOurs) {
            // Somebody else's cannot be marked, and is not taken away by who only uses it.
        }
    }

    /// The flags that train it; the JVM writes it when it ends.
    public List<String> train() {
        return List.of("-XX:AOTCacheOutput=" + draft);
    }

    /// Takes a trained cache into use, and those away that were not used for longest. Says whether there was one.
    boolean settle() throws IOException {
        if (!Files.isRegularFile(draft)) {
            return false;
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        for (Path old : lastUsedFirst().skip(KEPT).toList()) {
            Files.deleteIfExists(old);
        }
        return true;
    }

    /// Takes all trained caches away, of every build. Who misses one makes it anew; who is at that is not disturbed.
    public static void forget(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> trained = Files.newDirectoryStream(folder, "*.aot")) {
            for (Path each : trained) {
                Files.deleteIfExists(each);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Stream<Path> lastUsedFirst() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all
                    .filter(each -> each.getFileName().toString().matches(name + "-[0-9a-f]+\\.aot"))
                    .sorted(Comparator.comparingLong(
                                    (Path each) -> each.toFile().lastModified())
                            .reversed())
                    .toList()
                    .stream();
        }
    }

    /// Takes a draft away that an interrupted training left.
    void discard() {
        Folders.delete(draft);
        Folders.delete(folder.resolve(draft.getFileName() + ".config"));
    }

    private static List<Path> libraries(Path jar) {
        Path libraries = jar.resolveSibling("lib");
        if (!Files.isDirectory(libraries)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(libraries)) {
            return files.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String key(Jvm jvm, List<Path> jars) {
        StringBuilder text = new StringBuilder(System.getProperty("java.vm.version"));
        text.append(jvm.flags());
        try {
            for (Path jar : jars) {
                text.append('\n')
                        .append(jar.getFileName())
                        .append(' ')
                        .append(Files.size(jar))
                        .append(' ')
                        .append(Files.getLastModifiedTime(jar).toMillis());
            }
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, KEY_LENGTH);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
