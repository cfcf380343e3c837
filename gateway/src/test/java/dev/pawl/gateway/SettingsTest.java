package dev.pawl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.gateway.access.AccessSettings;
import dev.pawl.gateway.codec.CodecSettings;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    @Test
    void pinsTheDefaults() {
        try (ApplicationContext context = ApplicationContext.run()) {
            assertThat(context.getBean(GatewaySettings.class))
                    .isEqualTo(new GatewaySettings("127.0.0.1", 8080, 10_000, Duration.ofMinutes(1)));
            assertThat(context.getBean(AccessSettings.class)).isEqualTo(new AccessSettings(null, "default"));
            assertThat(context.getBean(CodecSettings.class))
                    .isEqualTo(new CodecSettings(null, List.of("http://127.0.0.1:8233", "http://localhost:8233")));
        }
    }

    @Test
    void pinsTheKeys() {
        Map<String, Object> told = Map.of(
                "pawl.gateway.host", "0.0.0.0",
                "pawl.gateway.port", "1",
                "pawl.gateway.backlog", "5",
                "pawl.gateway.stalled", "PT9S",
                "pawl.bugfix.agent", "command:mender",
                "pawl.origin.trusted", "file:///srv/git",
                "pawl.access.bootstrap-key-file", "/key",
                "pawl.access.bootstrap-tenant", "acme",
                "pawl.codec.local-path", TestingGateway.SEGMENT,
                "pawl.codec.ui-origins", "https://ui.example");
        try (ApplicationContext context = ApplicationContext.run(told)) {
            assertThat(context.getBean(GatewaySettings.class))
                    .isEqualTo(new GatewaySettings("0.0.0.0", 1, 5, Duration.ofSeconds(9)));
            assertThat(context.getBean(AccessSettings.class)).isEqualTo(new AccessSettings(Path.of("/key"), "acme"));
            assertThat(context.getBean(CodecSettings.class))
                    .isEqualTo(new CodecSettings(TestingGateway.SEGMENT, List.of("https://ui.example")));
        }
    }

    @Test
    void leavesAWatcherTimeToRead() {
        assertThatThrownBy(() -> new GatewaySettings("127.0.0.1", 8080, 1, Duration.ofMillis(999)))
                .hasMessageContaining("Set PT1S or more");
    }

    @Test
    void keepsTheNameOfThoseWithoutAKey() {
        assertThatThrownBy(() -> new AccessSettings(null, "nobody")).hasMessageContaining("Choose another");
    }
}
