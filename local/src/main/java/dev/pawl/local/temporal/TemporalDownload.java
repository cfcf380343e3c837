package dev.pawl.local.temporal;

import dev.pawl.local.home.Folders;
import dev.pawl.local.home.Versions;
import dev.pawl.local.log.HouseLog;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// The official archive of Temporal's tool. Where there is no way to it, that is known within seconds.
final class TemporalDownload {

    private static final String OFFICIAL = "https://temporal.download";
    private static final int CONNECT_MILLIS = 4_000;
    private static final int READ_MILLIS = 30_000;

    private final String source;
    private final HouseLog log;

    TemporalDownload(Map<String, String> environment, HouseLog log) {
        this.source = environment.getOrDefault("PAWL_TEMPORAL_DOWNLOAD", OFFICIAL);
        this.log = log;
    }

    /// Fetches the tool to its place, if it can be had and says that it is the pinned version.
    boolean fetch(Path place) throws InterruptedException {
        if ("off".equals(source)) {
            return false;
        }
        String address = source + "/cli/archive/v" + Versions.temporal() + "?platform=linux&arch=" + machine();
        log.say("  Getting Temporal " + Versions.temporal() + " from " + source + " (first time only).");
        Path draft = place.resolveSibling("temporal.download");
        try {
            unpack(address, draft);
            boolean isRight = TemporalBinary.at(draft)
                    .filter(binary -> binary.version().equals(Versions.temporal()))
                    .isPresent();
            if (!isRight) {
                throw new IOException("what came does not say that it is version " + Versions.temporal());
            }
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException failure) {
            log.say("  It cannot be downloaded here (" + failure.getMessage() + ").");
            return false;
        } finally {
            Folders.delete(draft);
        }
    }

    private static void unpack(String address, Path draft) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        try (InputStream body = connection.getInputStream();
                TarArchiveInputStream files = new TarArchiveInputStream(new GZIPInputStream(body))) {
            for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                if (entry.isFile() && "temporal".equals(entry.getName())) {
                    Files.copy(files, draft, StandardCopyOption.REPLACE_EXISTING);
                    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
                    return;
                }
            }
        } finally {
            connection.disconnect();
        }
        throw new IOException("the archive holds no file named temporal");
    }

    private static String machine() {
        return "aarch64".equals(System.getProperty("os.arch")) ? "arm64" : "amd64";
    }
}
