package dev.pawl.activities.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Closes a folder against writing, and tells whether somebody wrote into it all the same: the system itself notes when
/// a file was changed last, which no program can take back.
final class Seal {

    private static final Set<PosixFilePermission> WRITE =
            Set.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private static final Set<PosixFilePermission> READ =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private static final Set<PosixFilePermission> EXECUTE = Set.of(
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    private Seal() {}

    /// Says how the folder looks now that nobody may write into it any more.
    static String on(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    close(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                close(directory);
                return FileVisitResult.CONTINUE;
            }
        });
        return look(folder);
    }

    static boolean isUnbroken(Path folder, String looked) throws IOException {
        return Files.isDirectory(folder) && look(folder).equals(looked);
    }

    /// Who reads it is another user than the one who made it, so all may what that one may.
    private static void close(Path path) throws IOException {
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> after = EnumSet.copyOf(before);
        after.removeAll(WRITE);
        if (before.contains(PosixFilePermission.OWNER_READ)) {
            after.addAll(READ);
        }
        if (before.contains(PosixFilePermission.OWNER_EXECUTE)) {
            after.addAll(EXECUTE);
        }
        if (!after.equals(before)) {
            Files.setPosixFilePermissions(path, after);
        }
    }

    private static String look(Path folder) throws IOException {
        SortedMap<String, String> all = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                return visitFile(directory, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Map<String, Object> seen =
                        Files.readAttributes(file, "unix:mode,size,ino,ctime", LinkOption.NOFOLLOW_LINKS);
                all.put(folder.relativize(file).toString(), new TreeMap<>(seen).toString());
                return FileVisitResult.CONTINUE;
            }
        });
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            all.forEach((path, seen) -> digest.update((path + '\0' + seen + '\n').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
