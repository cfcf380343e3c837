package dev.pawl.activities.agent.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class ShippedTest {

    static final List<String> AGENTS = Shipped.NAMES;

    @ParameterizedTest
    @FieldSource("AGENTS")
    void isFitByTheRulesForEverybody(String name) throws IOException {
        try (ApplicationContext context = ApplicationContext.run()) {
            Reading reading = RoleFile.read(
                    name,
                    Shipped.bytes(name).orElseThrow(),
                    List.of("status", "summary"),
                    context.getBean(RoleSettings.class));

            assertThat(reading.faults()).isEmpty();
        }
    }

    @Test
    void isWhatAnOperatorAllowsWhoSaysNothing() throws IOException {
        try (ApplicationContext context = ApplicationContext.run()) {
            assertThat(context.getBean(RoleSettings.class).tools()).isEqualTo(Shipped.tools());
        }
    }

    @Test
    void letsThoseWhoOnlyLookChangeNothing() throws IOException {
        for (String name : List.of("analyst", "reviewer")) {
            Role role = Shipped.role(name, Shipped.bytes(name).orElseThrow());

            assertThat(role.tools()).doesNotContain("Edit", "Write");
            assertThat(role.denied()).contains("Edit", "Write");
        }
    }

    @Test
    void hasAnAnswerThatTheGateOfTheReviewCanRead() throws IOException {
        assertThat(Shipped.required("reviewer")).contains("findings", "verdict");
    }
}
