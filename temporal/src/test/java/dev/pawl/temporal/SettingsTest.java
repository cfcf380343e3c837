package dev.pawl.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.temporal.client.TemporalSettings;
import dev.pawl.temporal.client.TlsSettings;
import dev.pawl.temporal.key.KeysSettings;
import dev.pawl.temporal.trace.TelemetrySettings;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    @Test
    void pinsTheDefaults() {
        try (ApplicationContext context = ApplicationContext.run(Map.of("pawl.keys.file", "/keys"))) {
            assertThat(context.getBean(KeysSettings.class)).isEqualTo(new KeysSettings(Path.of("/keys")));
            assertThat(context.getBean(TemporalSettings.class))
                    .isEqualTo(new TemporalSettings("127.0.0.1:7233", "default", Duration.ofSeconds(5), null));
            assertThat(context.getBean(TlsSettings.class)).isEqualTo(new TlsSettings(false, null, null, null, null));
            assertThat(context.getBean(TelemetrySettings.class)).isEqualTo(new TelemetrySettings(null, 1.0));
        }
    }

    @Test
    void pinsTheKeys() {
        Map<String, Object> told = new HashMap<>();
        told.put("pawl.temporal.address", "temporal:7233");
        told.put("pawl.temporal.namespace", "pawl");
        told.put("pawl.temporal.sticky-timeout", "PT0S");
        told.put("pawl.temporal.api-key-file", "/api");
        told.put("pawl.temporal.tls.enabled", "true");
        told.put("pawl.temporal.tls.authority-file", "/ca");
        told.put("pawl.temporal.tls.certificate-file", "/certificate");
        told.put("pawl.temporal.tls.key-file", "/key");
        told.put("pawl.temporal.tls.server-name", "cloud");
        told.put("pawl.telemetry.endpoint", "http://127.0.0.1:4318");
        told.put("pawl.telemetry.sample", "0.5");
        try (ApplicationContext context = ApplicationContext.run(told)) {
            assertThat(context.getBean(TemporalSettings.class))
                    .isEqualTo(new TemporalSettings("temporal:7233", "pawl", Duration.ZERO, Path.of("/api")));
            assertThat(context.getBean(TlsSettings.class))
                    .isEqualTo(
                            new TlsSettings(true, Path.of("/ca"), Path.of("/certificate"), Path.of("/key"), "cloud"));
            assertThat(context.getBean(TelemetrySettings.class))
                    .isEqualTo(new TelemetrySettings("http://127.0.0.1:4318", 0.5));
        }
    }
}
