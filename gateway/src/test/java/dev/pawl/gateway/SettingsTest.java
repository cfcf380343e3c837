package dev.pawl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.gateway.access.AccessSettings;
import dev.pawl.gateway.codec.CodecSettings;
import dev.pawl.gateway.garbage.GarbageSettings;
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
            assertThat(context.getBean(GarbageSettings.class))
                    .isEqualTo(new GarbageSettings(true, Duration.ofDays(8), Duration.ofDays(1)));
        }
    }

    @Test
    void pinsTheKeys() {
        Map<String, Object> told = Map.ofEntries(
                Map.entry("pawl.gateway.host", "0.0.0.0"),
                Map.entry("pawl.gateway.port", "1"),
                Map.entry("pawl.gateway.backlog", "5"),
                Map.entry("pawl.gateway.stalled", "PT9S"),
                Map.entry("pawl.bugfix.agent", "command:mender"),
                Map.entry("pawl.bugfix.budget", "1"),
                Map.entry("pawl.origin.trusted", "file:///srv/git"),
                Map.entry("pawl.access.bootstrap-key-file", "/key"),
                Map.entry("pawl.access.bootstrap-tenant", "acme"),
                Map.entry("pawl.codec.local-path", TestingGateway.SEGMENT),
                Map.entry("pawl.codec.ui-origins", "https://ui.example"),
                Map.entry("pawl.garbage.collected", "false"),
                Map.entry("pawl.garbage.grace", "P9D"),
                Map.entry("pawl.garbage.pause", "PT2H"));
        try (ApplicationContext context = ApplicationContext.run(told)) {
            assertThat(context.getBean(GatewaySettings.class))
                    .isEqualTo(new GatewaySettings("0.0.0.0", 1, 5, Duration.ofSeconds(9)));
            assertThat(context.getBean(AccessSettings.class)).isEqualTo(new AccessSettings(Path.of("/key"), "acme"));
            assertThat(context.getBean(CodecSettings.class))
                    .isEqualTo(new CodecSettings(TestingGateway.SEGMENT, List.of("https://ui.example")));
            assertThat(context.getBean(GarbageSettings.class))
                    .isEqualTo(new GarbageSettings(false, Duration.ofDays(9), Duration.ofHours(2)));
        }
    }

    @Test
    void leavesAWatcherTimeToRead() {
        assertThatThrownBy(() -> new GatewaySettings("127.0.0.1", 8080, 1, Duration.ofMillis(999)))
                .hasMessageContaining("Set PT1S or more");
    }

    @Test
    void takesNothingAwayThatMayStillBeWrittenDown() {
        assertThatThrownBy(() -> new GarbageSettings(true, Duration.ofDays(7), Duration.ofDays(1)))
                .hasMessageContaining("An agent may work for 7 days")
                .hasMessageContaining("P8D or more");
        assertThatThrownBy(() -> new GarbageSettings(true, Duration.ofDays(8), Duration.ofMinutes(59)))
                .hasMessageContaining("PT1H or more");
    }

    @Test
    void keepsTheNameOfThoseWithoutAKey() {
        assertThatThrownBy(() -> new AccessSettings(null, "nobody")).hasMessageContaining("Choose another");
    }
}
