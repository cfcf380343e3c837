package dev.pawl.local.s3;

import dev.pawl.local.home.PrivateFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.LoggerFactory;

/// The S3 server as a process of its own: objects are files, keys come from the environment, it listens on loopback
/// only.
public final class S3Server {

    static final String ACCESS_KEY = "S3_SERVER_ACCESS_KEY";
    static final String SECRET_KEY = "S3_SERVER_SECRET_KEY";
    /// Above the largest object that Pawl writes in one piece.
    private static final long LARGEST_PUT = 5L * 1024 * 1024 * 1024;

    /// Each may hold one piece of an upload in memory, so they are few.
    private static final int THREADS = 12;

    private S3Server() {}

    /// Arguments: the port, the folder, the bucket, which is made if it is missing.
    public static void main(String[] arguments) throws Exception {
        Path folder = PrivateFiles.folder(Path.of(arguments[1]));
        PrivateFiles.folder(folder.resolve(arguments[2]));
        int torn = TornObjects.deleteBelow(folder);
        if (torn > 0) {
            LoggerFactory.getLogger(S3Server.class)
                    .warn("{} half-written objects of a killed server were deleted", torn);
        }
        S3Proxy server = S3Proxy.builder()
                .blobStore(new DurableObjects(new FilesystemNio2BlobStore(folder.toString()), folder))
                .endpoint(URI.create("http://127.0.0.1:" + arguments[0]))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, key(ACCESS_KEY), key(SECRET_KEY))
                .jettyMaxThreads(THREADS)
                .maxSinglePartObjectSize(LARGEST_PUT)
                .v4MaxNonChunkedRequestSize(64L * 1024 * 1024)
                .stopTimeout(2_000)
                .build();
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    }

    private static void stop(S3Proxy server) {
        try {
            server.stop();
        } catch (Exception failure) {
            LoggerFactory.getLogger(S3Server.class).warn("The S3 server did not stop in order", failure);
        }
    }

    private static String key(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }
}
