package dev.pawl.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.Fixtures;
import dev.pawl.local.Running;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.Secrets;
import dev.pawl.local.log.LogFiles;
import dev.pawl.local.part.Part;
import dev.pawl.local.process.Launch;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.Result;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S3ServerTest {

    @TempDir
    Path folder;

    private final int port = Fixtures.port();
    private Home home = new Home(Path.of("/"), Path.of("/"));
    private Secrets secrets = new Secrets(home, InstantSource.system());

    @BeforeEach
    void makeHome() {
        home = Fixtures.home(folder);
        secrets = new Secrets(home, InstantSource.system());
    }

    @Test
    void keepsObjectsOverAKillAndForgetsHalfWrittenOnes() throws Exception {
        try (Running first = Running.start(home, part())) {
            put("blobs/ab/cd", "kept");
            first.kill();
        }
        Path torn = home.objects().resolve("pawl/blobs/ab/cd-0f8fad5b-d9cb-469f-a165-70867728950e");
        Files.writeString(torn, "half of");

        try (Running second = Running.start(home, part())) {
            assertThat(get("blobs/ab/cd")).isEqualTo("kept");
            assertThat(keys()).containsExactly("blobs/ab/cd");
            assertThat(second.stop().code()).isEqualTo(143);
        }
    }

    @Test
    void keepsAnObjectWhoseOwnNameLooksLikeADrafts() throws Exception {
        String key = "blobs/x-0f8fad5b-d9cb-469f-a165-70867728950e";
        try (Running first = Running.start(home, part())) {
            put(key, "an object");
            first.kill();
        }
        try (Running second = Running.start(home, part())) {
            assertThat(second.pid()).isPositive();
            assertThat(get(key)).isEqualTo("an object");
        }
    }

    @Test
    void showsNothingHalfWrittenWhileItIsKilledInTheMiddle() throws Exception {
        try (Running server = Running.start(home, part())) {
            Thread killer = Thread.ofPlatform().start(() -> killSoon(server));
            for (int number = 0; number < 10_000 && killer.isAlive(); number++) {
                putOrStop(number, "x".repeat(300_000));
            }
            killer.join();
        }
        try (Running again = Running.start(home, part())) {
            assertThat(again.pid()).isPositive();
            for (String key : keys()) {
                assertThat(get(key)).hasSize(300_000);
            }
        }
    }

    @Test
    void letsNobodyInWithoutTheKey() throws Exception {
        try (Running server = Running.start(home, part())) {
            assertThat(server.pid()).isPositive();
            MinioClient stranger = MinioClient.builder()
                    .endpoint("http://127.0.0.1:" + port)
                    .region("us-east-1")
                    .credentials("someone", "something")
                    .build();
            assertThatThrownBy(() -> stranger.listBuckets()).isInstanceOf(Exception.class);
        }
    }

    private void killSoon(Running server) {
        try {
            Thread.sleep(700);
            server.kill();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void putOrStop(int number, String content) throws Exception {
        try {
            put("blobs/" + number, content);
        } catch (IllegalStateException | io.minio.errors.MinioException theServerWasKilled) {
            return;
        }
    }

    private void put(String key, String content) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        client().putObject(PutObjectArgs.builder().bucket("pawl").object(key).stream(
                        new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
                .build());
    }

    private String get(String key) throws Exception {
        try (InputStream content = client().getObject(
                        GetObjectArgs.builder().bucket("pawl").object(key).build())) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> keys() throws Exception {
        List<String> keys = new ArrayList<>();
        for (Result<Item> item : client().listObjects(
                        ListObjectsArgs.builder().bucket("pawl").recursive(true).build())) {
            keys.add(item.get().objectName());
        }
        return keys;
    }

    private MinioClient client() {
        return MinioClient.builder()
                .endpoint("http://127.0.0.1:" + port)
                .region("us-east-1")
                .credentials(secrets.accessKey(), secrets.secretKey())
                .build();
    }

    private Part part() {
        Launch launch = new Launch(
                ObjectsServer.jvm(port, home.objects()).command(),
                ObjectsServer.environment(secrets, Fixtures.environment()),
                home.run(),
                new LogFiles(home.logs()).fresh("objects"));
        return ObjectsServer.part("objects", launch, port);
    }
}
