package dev.pawl.local.postgres;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.Folders;
import dev.pawl.local.home.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, unpacked once from their Maven artifact.
public record PostgresBinaries(Path folder) {

    /// The unpacked programs; unpacks them when they are not there yet.
    public static PostgresBinaries in(Path tools) {
        Path folder = tools.resolve("postgresql-" + Versions.postgresql());
        if (!Files.isDirectory(folder)) {
            unpack(tools, folder);
        }
        return new PostgresBinaries(folder);
    }

    /// The version that a data folder must be of.
    public static String major() {
        String version = Versions.postgresql();
        return version.substring(0, version.indexOf('.'));
    }

    /// One of the programs.
    public String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    /// Whole or not at all, even if two houses do it at once.
    private static void unpack(Path tools, Path folder) {
        try {
            Files.createDirectories(tools);
            Path draft = Files.createTempDirectory(tools, "postgresql-draft-");
            try (InputStream archive = archive();
                    TarArchiveInputStream files = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
                for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                    unpack(files, entry, draft);
                }
                if (!Files.isDirectory(folder)) {
                    move(draft, folder);
                }
            } finally {
                Folders.delete(draft);
            }
        } catch (IOException failure) {
            throw new HouseException(
                    "PostgreSQL cannot be unpacked into " + tools + ": " + failure.getMessage() + ".", failure);
        }
    }

    private static void unpack(TarArchiveInputStream files, TarArchiveEntry entry, Path draft) throws IOException {
        Path target = draft.resolve(entry.getName()).normalize();
        if (!target.startsWith(draft)) {
            throw new IOException("the archive names a file outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(files, target);
            boolean isProgram = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void move(Path draft, Path folder) throws IOException {
        try {
            Files.move(draft, folder);
        } catch (IOException failure) {
            if (!Files.isDirectory(folder)) {
                throw failure;
            }
        }
    }

    private static InputStream archive() throws IOException {
        String machine = System.getProperty("os.arch");
        String name = "/postgres-linux-" + ("aarch64".equals(machine) ? "arm_64" : "x86_64") + ".txz";
        InputStream archive = PostgresBinaries.class.getResourceAsStream(name);
        if (archive == null) {
            throw new IOException("there are no binaries for this machine (" + machine + ")");
        }
        return archive;
    }
}
