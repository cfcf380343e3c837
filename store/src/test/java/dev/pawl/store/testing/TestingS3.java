package dev.pawl.store.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// An S3 server on a free loopback port that keeps its objects in a folder, and can be stopped and started again.
public final class TestingS3 implements AutoCloseable {

    public static final String BUCKET = "pawl";

    private final Path folder;
    private final int port;
    private final String accessKey = "pawl-testing";
    private final String secretKey = UUID.randomUUID().toString();
    private S3Proxy server;

    private TestingS3() throws IOException {
        folder = Files.createTempDirectory("pawl-s3-");
        port = TestingPorts.free();
        server = launch();
    }

    /// A new and empty store.
    public static TestingS3 start() {
        try {
            return new TestingS3();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What a program is told.
    public Map<String, Object> settings() {
        return Map.of(
                "pawl.s3.endpoint", endpoint(),
                "pawl.s3.bucket", BUCKET,
                "pawl.s3.access-key", accessKey,
                "pawl.s3.secret-key", secretKey);
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /// Where the objects lie: a test may spoil them here.
    public Path folder() {
        return folder.resolve(BUCKET);
    }

    /// Nobody answers at the address any more; the objects stay.
    public void stop() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// Starts it again on the same port and the same objects.
    public void restart() {
        server = launch();
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private S3Proxy launch() {
        S3Proxy started = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create(endpoint()))
                .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                .ignoreUnknownHeaders(true)
                .build();
        try {
            started.start();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        return started;
    }
}
