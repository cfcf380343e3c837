package dev.pawl.local.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.pawl.local.Fixtures;
import dev.pawl.local.HouseException;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.Secrets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SurroundingsTest {

    private static final Servers SERVERS = new Servers(5432, 9000, 7233, false);

    @TempDir
    Path folder;

    @Test
    void namesTheHousesOwnServers() {
        Map<String, String> settings = with(Map.of("PATH", "/bin")).servers(SERVERS);

        assertThat(settings)
                .containsEntry("PATH", "/bin")
                .containsEntry("PAWL_DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/pawl")
                .containsEntry("PAWL_DATABASE_USERNAME", "pawl_program")
                .containsEntry("PAWL_S3_ENDPOINT", "http://127.0.0.1:9000")
                .containsEntry("PAWL_TEMPORAL_ADDRESS", "127.0.0.1:7233")
                .containsEntry("PAWL_LOG_FORMAT", "text")
                .doesNotContainKey("PAWL_TEMPORAL_STICKY_TIMEOUT");
    }

    @Test
    void takesAServerThatIsNamedWithNothingForNone() {
        Surroundings surroundings =
                with(Map.of("PAWL_DATABASE_URL", "", "PAWL_S3_ENDPOINT", " ", "PAWL_TEMPORAL_ADDRESS", ""));

        assertThat(surroundings.bringDatabase()).isFalse();
        assertThat(surroundings.bringObjects()).isFalse();
        assertThat(surroundings.bringTemporal()).isFalse();
        assertThat(surroundings.servers(SERVERS))
                .containsEntry("PAWL_DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/pawl")
                .containsEntry("PAWL_S3_ENDPOINT", "http://127.0.0.1:9000")
                .containsEntry("PAWL_TEMPORAL_ADDRESS", "127.0.0.1:7233");
    }

    @Test
    void passesOnAPersonsSettingsButNotTheLaunchersOrTheOwners() {
        Map<String, String> settings = with(Map.of(
                        "PAWL_LOG_LEVEL", "debug",
                        "PAWL_HOME", "/somewhere",
                        "PAWL_CHECKOUT", "/somewhere",
                        "PAWL_DATABASE_OWNER_PASSWORD", "hidden",
                        "AWS_SECRET_ACCESS_KEY", "hidden"))
                .servers(SERVERS);

        assertThat(settings)
                .containsEntry("PAWL_LOG_LEVEL", "debug")
                .doesNotContainKeys("PAWL_HOME", "PAWL_CHECKOUT", "AWS_SECRET_ACCESS_KEY")
                .doesNotContainValue("hidden");
    }

    @Test
    void handsTheVariablesThatSettingsNameToTheWorkersAlone() {
        Surroundings surroundings = with(Map.of(
                "PAWL_MODEL_PROVIDERS_ANTHROPIC_KEY_VARIABLE", "MY_KEY",
                "PAWL_ENVIRONMENT_VARIABLES", "MY_REGISTRY, MY_TOKEN",
                "PAWL_GATE_ENVIRONMENT", "MAVEN_OPTS,NOT_SET",
                "MY_KEY", "a key",
                "MY_TOKEN", "a token",
                "MAVEN_OPTS", "-q",
                "MY_OTHER", "hidden"));

        assertThat(surroundings.keys())
                .containsOnly(entry("MY_KEY", "a key"), entry("MY_TOKEN", "a token"), entry("MAVEN_OPTS", "-q"));
        assertThat(surroundings.servers(SERVERS)).doesNotContainKeys("MY_KEY", "MY_TOKEN", "MAVEN_OPTS");
    }

    @Test
    void usesTheServersThatAPersonBrings() {
        Surroundings surroundings = with(Map.of(
                "PAWL_DATABASE_URL", "jdbc:postgresql://db/pawl",
                "PAWL_DATABASE_OWNER_USERNAME", "owner",
                "PAWL_DATABASE_OWNER_PASSWORD", "secret",
                "PAWL_S3_ENDPOINT", "https://s3",
                "PAWL_TEMPORAL_ADDRESS", "temporal:7233"));

        assertThat(surroundings.servers(SERVERS))
                .containsEntry("PAWL_DATABASE_URL", "jdbc:postgresql://db/pawl")
                .containsEntry("PAWL_S3_ENDPOINT", "https://s3")
                .containsEntry("PAWL_TEMPORAL_ADDRESS", "temporal:7233")
                .doesNotContainKey("PAWL_S3_ACCESS_KEY");
        assertThat(surroundings.migration(SERVERS, "pawl_owner"))
                .containsEntry("PAWL_DATABASE_URL", "jdbc:postgresql://db/pawl")
                .containsEntry("PAWL_DATABASE_OWNER_USERNAME", "owner")
                .containsEntry("PAWL_DATABASE_OWNER_PASSWORD", "secret")
                .doesNotContainKey("PAWL_S3_ENDPOINT");
    }

    @Test
    void asksForTheOwnerOfADatabaseThatAPersonBrings() {
        Surroundings surroundings = with(Map.of("PAWL_DATABASE_URL", "jdbc:postgresql://db/pawl"));

        assertThatThrownBy(() -> surroundings.migration(SERVERS, "pawl_owner"))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("PAWL_DATABASE_OWNER_USERNAME is not");
    }

    @Test
    void switchesStickyQueuesOffForTheServerInMemory() {
        assertThat(with(Map.of()).servers(new Servers(5432, 9000, 7233, true)))
                .containsEntry("PAWL_TEMPORAL_STICKY_TIMEOUT", "PT0S");
    }

    private Surroundings with(Map<String, String> person) {
        Home home = Fixtures.home(folder);
        return new Surroundings(home, new Secrets(home, InstantSource.system()), person);
    }
}
