package dev.pawl.temporal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyringTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    @Test
    void holdsTheCurrentKeyAndTheOldOnes() throws IOException {
        Keyring keyring = Keyring.read(file("current=new\nkey.new=" + KEY + "\nkey.old=" + KEY + "\n"));

        assertThat(keyring.current()).isEqualTo("new");
        assertThat(keyring.keys()).containsOnlyKeys("new", "old");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Path noCurrent = file("key.a=" + KEY);
        assertThatThrownBy(() -> Keyring.read(noCurrent)).hasMessageContaining("Add the line current=<id>");
        Path noKey = file("current=a");
        assertThatThrownBy(() -> Keyring.read(noKey)).hasMessageContaining("Add the line key.a=");
        assertThatThrownBy(() -> Keyring.read(folder.resolve("absent"))).hasMessageContaining("PAWL_KEYS_FILE");
    }

    @Test
    void refusesAKeyOfAnotherLength() throws IOException {
        Path file = file("current=a\nkey.a=" + Base64.getEncoder().encodeToString(new byte[16]));

        assertThatThrownBy(() -> Keyring.read(file)).hasMessageContaining("32 bytes in Base64");
    }

    @Test
    void neverShowsAKey() throws IOException {
        assertThat(Keyring.read(file("current=a\nkey.a=" + KEY)).toString()).doesNotContain(KEY);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "keyring", ""), text);
    }
}
