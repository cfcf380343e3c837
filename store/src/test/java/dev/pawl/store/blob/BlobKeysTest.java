package dev.pawl.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.testing.TestingKeys;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlobKeysTest {

    private static final BlobKeys KEYS = TestingKeys.with("2026-11-21");

    @Test
    void saysWhatCannotBeAKeyring() {
        assertThatThrownBy(() -> new BlobKeys("absent", KEYS.keys()))
                .hasMessageContaining("The current key 'absent' is not in the keyring");
        assertThatThrownBy(() -> TestingKeys.with("x".repeat(65))).hasMessageContaining("Give it 1 to 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../secret", "ABCDEF"})
    void saysWhatCannotNameABlob(String digest) {
        assertThatThrownBy(() -> new BlobRef(digest, 1, "text/plain")).hasMessageContaining("names no blob");
    }

    @Test
    void neverShowsAKey() {
        String key = Base64.getEncoder().encodeToString(KEYS.current().getEncoded());

        assertThat(KEYS.toString()).contains("2026-11-21").doesNotContain(key);
    }
}
