package dev.pawl.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.testing.TestingStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class S3SettingsTest {

    private static final Map<String, Object> NEEDED = Map.of(
            "pawl.s3.endpoint", "http://127.0.0.1:9000",
            "pawl.s3.access-key", "pawl",
            "pawl.s3.secret-key", "hidden");

    @Test
    void hasDefaultsForTheRest() {
        assertThat(settings(NEEDED))
                .isEqualTo(new S3Settings("http://127.0.0.1:9000", "pawl", "pawl", "hidden", "us-east-1"));
    }

    @Test
    void readsEveryKey() {
        Map<String, Object> rest = Map.of("pawl.s3.bucket", "ours", "pawl.s3.region", "eu-central-1");

        assertThat(settings(TestingStore.both(NEEDED, rest)))
                .isEqualTo(new S3Settings("http://127.0.0.1:9000", "ours", "pawl", "hidden", "eu-central-1"));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> new S3Settings("minio:9000", "b", "a", "s", "r"))
                .hasMessageContaining("Write it as https://host:9000");
    }

    @Test
    void neverShowsTheSecret() {
        assertThat(settings(NEEDED).toString()).doesNotContain("hidden");
    }

    private static S3Settings settings(Map<String, Object> values) {
        try (TestingStore store = TestingStore.over(values)) {
            return store.get(S3Settings.class);
        }
    }
}
