package dev.pawl.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {

    private static final InstantSource TODAY = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void makesAnApiKeyThatTheGatewayTakes() {
        Home home = home();

        new Secrets(home, TODAY).complete();

        assertThat(PrivateFiles.read(home.token())).matches("pawl_[a-z0-9]{12}_[A-Za-z0-9_-]{43}");
    }

    @Test
    void makesAKeyringWithOneKeyNamedAfterTheDay() throws IOException {
        Home home = home();

        new Secrets(home, TODAY).complete();

        Properties keys = new Properties();
        keys.load(new StringReader(PrivateFiles.read(home.keyring())));
        assertThat(keys.getProperty("current")).isEqualTo("2026-11-21");
        assertThat(Base64.getDecoder().decode(keys.getProperty("key.2026-11-21")))
                .hasSize(32);
    }

    @Test
    void keepsWhatItMade() {
        Secrets first = new Secrets(home(), TODAY).complete();
        Secrets second = new Secrets(home(), InstantSource.system()).complete();

        assertThat(all(second)).isEqualTo(all(first)).doesNotHaveDuplicates();
        assertThat(PrivateFiles.read(home().keyring())).startsWith("current=2026-11-21\n");
    }

    @Test
    void letsNobodyElseReadThem() throws IOException {
        Secrets secrets = new Secrets(home(), TODAY).complete();
        assertThat(all(secrets)).hasSize(5);

        assertThat(rights(home().token())).isEqualTo("rw-------");
        assertThat(rights(home().secrets())).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(home().secrets())) {
            assertThat(files.toList())
                    .hasSize(6)
                    .allSatisfy(file -> assertThat(rights(file)).isEqualTo("rw-------"));
        }
    }

    private Home home() {
        return new Home(folder, folder.resolve("tools"));
    }

    private static List<String> all(Secrets secrets) {
        return List.of(
                secrets.ownerPassword(),
                secrets.programPassword(),
                secrets.accessKey(),
                secrets.secretKey(),
                secrets.codecPath());
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
