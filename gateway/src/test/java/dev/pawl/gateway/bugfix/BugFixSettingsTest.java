package dev.pawl.gateway.bugfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BugFixSettingsTest {

    @Test
    void pinsTheDefaults() {
        try (ApplicationContext context = ApplicationContext.run()) {
            assertThat(context.getBean(BugFixSettings.class)).isEqualTo(new BugFixSettings(null, new BigDecimal("5")));
            assertThat(context.getBean(OriginSettings.class)).isEqualTo(new OriginSettings(List.of()));
        }
    }

    @Test
    void pinsTheKeys() {
        Map<String, Object> told = Map.of(
                "pawl.bugfix.agent",
                "command:mender",
                "pawl.bugfix.budget",
                "0.75",
                "pawl.origin.trusted",
                "file:///srv/git");
        try (ApplicationContext context = ApplicationContext.run(told)) {
            assertThat(context.getBean(BugFixSettings.class))
                    .isEqualTo(new BugFixSettings("command:mender", new BigDecimal("0.75")));
            assertThat(context.getBean(OriginSettings.class)).isEqualTo(new OriginSettings(List.of("file:///srv/git")));
        }
    }

    @Test
    void saysHowAnAgentIsNamed() {
        assertThatThrownBy(() -> new BugFixSettings("mender", BigDecimal.ONE)).hasMessageContaining("command:mender");
    }

    @Test
    void saysWhatABudgetIs() {
        for (String dollars : List.of("0", "-1", "10000.01", "0.0000001")) {
            assertThatThrownBy(() -> new BugFixSettings(null, new BigDecimal(dollars)))
                    .hasMessageContaining("PAWL_BUGFIX_BUDGET is")
                    .hasMessageContaining("at most 6 digits");
        }
    }
}
