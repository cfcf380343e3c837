package dev.pawl.activities.station;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/// Takes folders away, whatever lies in them. A program can make folders in folders until no path names the last one:
/// what lies deep is moved up first, so that it can be named, and so that no depth needs more files open than another.
public final class Folders {

    /// So many names of the longest kind are still a path.
    private static final int DEEPEST = 8;

    private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwx------");

    private final SecureDirectoryStream<Path> top;

    private Folders(SecureDirectoryStream<Path> top) {
        this.top = top;
    }

    /// Follows no link, and opens folders that somebody closed.
    public static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isReadable(folder) || !Files.isWritable(folder) || !Files.isExecutable(folder)) {
                Files.setPosixFilePermissions(folder, OPEN);
            }
            boolean more = true;
            while (more) {
                more = deleteUpperPart(folder);
            }
        }
        Files.deleteIfExists(folder);
    }

    /// Says whether there was anything.
    private static boolean deleteUpperPart(Path folder) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder);
                SecureDirectoryStream<Path> top = secure(stream)) {
            return new Folders(top).empty(top, folder, 1);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private boolean empty(SecureDirectoryStream<Path> here, Path path, int depth) throws IOException {
        boolean any = false;
        for (Path entry : here) {
            any = true;
            try {
                delete(here, path.resolve(entry.getFileName()), depth);
            } catch (NoSuchFileException gone) {
                // Somebody else took it away.
            }
        }
        return any;
    }

    private void delete(SecureDirectoryStream<Path> here, Path path, int depth) throws IOException {
        Path name = path.getFileName();
        PosixFileAttributeView view =
                here.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributes attributes = view.readAttributes();
        if (!attributes.isDirectory()) {
            here.deleteFile(name);
            return;
        }
        if (!attributes.permissions().containsAll(OPEN)) {
            open(view, path);
        }
        if (depth == DEEPEST) {
            here.move(name, top, Path.of(UUID.randomUUID().toString()));
            return;
        }
        try (SecureDirectoryStream<Path> inside = here.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            empty(inside, path, depth + 1);
        }
        here.deleteDirectory(name);
    }

    /// Where it may not be read it is opened by its path, which could lead elsewhere by now. Root may read everything;
    /// anybody else changes nothing by a path but what is theirs.
    private static void open(PosixFileAttributeView view, Path path) throws IOException {
        try {
            view.setPermissions(OPEN);
        } catch (AccessDeniedException e) {
            Files.setPosixFilePermissions(path, OPEN);
        }
    }

    @SuppressWarnings("unchecked")
    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<?> secure) {
            return (SecureDirectoryStream<Path>) secure;
        }
        throw new IOException("This system cannot open folders safely. Workers run on Linux.");
    }
}
