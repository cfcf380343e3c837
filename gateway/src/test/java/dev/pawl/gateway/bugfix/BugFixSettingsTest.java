package dev.pawl.gateway.bugfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BugFixSettingsTest {

    @Test
    void pinsTheDefaults() {
        try (ApplicationContext context = ApplicationContext.run()) {
            assertThat(context.getBean(BugFixSettings.class)).isEqualTo(new BugFixSettings(null));
            assertThat(context.getBean(OriginSettings.class)).isEqualTo(new OriginSettings(List.of()));
        }
    }

    @Test
    void pinsTheKeys() {
        Map<String, Object> told =
                Map.of("pawl.bugfix.agent", "command:mender", "pawl.origin.trusted", "file:///srv/git");
        try (ApplicationContext context = ApplicationContext.run(told)) {
            assertThat(context.getBean(BugFixSettings.class)).isEqualTo(new BugFixSettings("command:mender"));
            assertThat(context.getBean(OriginSettings.class)).isEqualTo(new OriginSettings(List.of("file:///srv/git")));
        }
    }

    @Test
    void saysHowAnAgentIsNamed() {
        assertThatThrownBy(() -> new BugFixSettings("mender")).hasMessageContaining("command:mender");
    }
}
