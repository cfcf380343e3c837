package dev.pawl.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.program.vital.VitalsSettings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    @Test
    void hasNothingToSayOfWhatIsRight() {
        assertThat(complaints(Map.of("pawl.boat.name", "Ada"), Map.of("PAWL_BOAT_OIL_CHANGE", "PT1H")))
                .isEmpty();
    }

    @Test
    void namesAVariableThatNoProgramReads() {
        assertThat(complaints(Map.of("pawl.boat.name", "Ada"), Map.of("PAWL_BOAT_NMAE", "x", "HOME", "/root")))
                .singleElement()
                .asString()
                .startsWith("PAWL_BOAT_NMAE is not a setting of this program.")
                .contains("PAWL_BOAT_NAME", "PAWL_SHUTDOWN_GRACE");
    }

    @Test
    void namesAPropertyThatNoProgramReads() {
        assertThat(complaints(Map.of("pawl.boat.name", "Ada", "pawl.boat.colour", "red"), Map.of()))
                .singleElement()
                .asString()
                .startsWith("pawl.boat.colour is not a setting");
    }

    @Test
    void namesWhatIsMissing() {
        assertThat(complaints(Map.of(), Map.of()))
                .containsExactly("PAWL_BOAT_NAME is not set, and there is no default for it.");
    }

    @Test
    void namesWhatCannotBeRead() {
        assertThat(complaints(Map.of("pawl.boat.name", "Ada", "pawl.boat.oil-change", "soon"), Map.of()))
                .containsExactly("PAWL_BOAT_OIL_CHANGE is 'soon', which cannot be read as Duration.");
    }

    @Test
    void leavesTheLaunchersOwnVariablesAlone() {
        assertThat(complaints(Map.of("pawl.boat.name", "Ada"), Map.of("PAWL_HOME", "/tmp/x")))
                .isEmpty();
    }

    @Test
    void pinsTheDefaults() {
        try (ApplicationContext context = ApplicationContext.run(Map.of("pawl.boat.name", "Ada", "boat", "yes"))) {
            assertThat(context.getBean(ShutdownSettings.class)).isEqualTo(new ShutdownSettings(Duration.ofSeconds(25)));
            assertThat(context.getBean(LogSettings.class)).isEqualTo(new LogSettings("json", "info"));
            assertThat(context.getBean(VitalsSettings.class)).isEqualTo(new VitalsSettings("127.0.0.1", 9080));
        }
    }

    @Test
    void knowsSettingsOfThingsThatTheOperatorNames() {
        Map<String, String> right = Map.of("PAWL_FLEET_SHIPS_ADA_HARBOUR", "Kiel");
        Map<String, String> wrong = Map.of("PAWL_FLEET_SHIPS_ADA_HARBUOR", "Kiel");

        assertThat(complaints(Map.of("pawl.boat.name", "Ada"), right)).isEmpty();
        assertThat(complaints(Map.of("pawl.boat.name", "Ada"), wrong))
                .singleElement()
                .asString()
                .startsWith("PAWL_FLEET_SHIPS_ADA_HARBUOR is not a setting")
                .contains("PAWL_FLEET_SHIPS_<NAME>_HARBOUR");
    }

    private static List<String> complaints(Map<String, Object> properties, Map<String, String> variables) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("boat", "yes");
        try (ApplicationContext context = ApplicationContext.run(all)) {
            return new Settings(context, variables).complaints();
        }
    }

    @Requires(property = "boat")
    @EachProperty("pawl.fleet.ships")
    record ShipSettings(@Parameter String name, @Nullable String harbour) {}

    @Requires(property = "boat")
    @ConfigurationProperties("pawl.boat")
    record BoatSettings(
            String name,
            @Bindable(defaultValue = "PT8H") Duration oilChange,
            @Nullable String port) {}
}
