package dev.pawl.gateway.garbage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.blob.BlobRef;
import dev.pawl.store.blob.Blobs;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingS3;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The collector as a gateway has it go round.
final class CaretakerTest {

    private static final String TENANT = "default";

    @Test
    void goesRoundWhenARoundIsDueAndTheStoreIsThere() throws IOException {
        try (TestingS3 objects = TestingS3.start();
                TestingGateway gateway = TestingGateway.with(TestingDatabase.fresh(), objects.settings())) {
            Caretaker caretaker = gateway.bean(Caretaker.class);
            BlobRef paper = put(gateway, "text/plain");
            BlobRef bundle = put(gateway, Blobs.BUNDLE);

            caretaker.look();
            gateway.pass(Duration.ofDays(9));
            objects.stop();
            caretaker.look();
            objects.restart();
            assertThat(gateway.bean(Blobs.class).exists(TENANT, bundle)).isTrue();
            caretaker.look();

            assertThat(gateway.bean(Blobs.class).exists(TENANT, bundle)).isFalse();
            assertThat(gateway.bean(Blobs.class).exists(TENANT, paper)).isTrue();
        }
    }

    @Test
    void staysAtHomeWhereItIsToldTo() {
        try (TestingGateway gateway =
                TestingGateway.with(TestingDatabase.fresh(), Map.of("pawl.garbage.collected", "false"))) {
            assertThat(gateway.bean(Caretaker.class).isAtWork()).isFalse();
        }
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            assertThat(gateway.bean(Caretaker.class).isAtWork()).isTrue();
        }
    }

    private static BlobRef put(TestingGateway gateway, String mediaType) throws IOException {
        byte[] bytes = ("some " + mediaType).getBytes(StandardCharsets.UTF_8);
        return gateway.bean(Blobs.class).put(TENANT, new ByteArrayInputStream(bytes), mediaType);
    }
}
