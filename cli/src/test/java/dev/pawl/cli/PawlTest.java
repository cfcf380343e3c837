package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PawlTest {

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", ""})
    void listsWhatTheLauncherAndTheCommandCanDo(String word) {
        Called called = word.isEmpty() ? called() : called(word);

        assertThat(called.exit()).isZero();
        for (String command : List.of(
                "demo", "up", "down", "status", "test", "bench", "lint", "doctor", "fix", "runs", "show", "watch",
                "logs", "keys", "audit")) {
            assertThat(called.out()).containsPattern("(?m)^  " + command + " +[A-Z]");
        }
    }

    @Test
    void explainsACommandOfACommand() {
        assertThat(called("help", "keys", "create").out()).contains("--scope=SCOPE");
        assertThat(called("keys", "create", "--help").out()).contains("--scope=SCOPE");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        Called called = called("docter");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err())
                .startsWith("There is no command 'docter'.\n")
                .contains("doctor")
                .endsWith("'pawl help' says what there is.\n");
    }

    @Test
    void saysWhichOptionIsMissingAndWhereTheHelpIs() {
        Called called = called("keys", "create", "--name", "x");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err())
                .isEqualTo("Missing required option: '--scope=SCOPE'.\n'pawl help keys create' says what there is.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3x", "-PT1S", "", "1d2h"})
    void refusesADurationThatIsNone(String text) {
        Called called = called("doctor", "--pause", text);

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err()).contains("'" + text + "' is no duration; write it as 500ms, 2s, 5m, 1h or 90d.");
    }

    @Test
    void tellsItsVersionToPeopleAndPrograms() {
        assertThat(called("version").out()).startsWith("pawl ");
        assertThat(called("--version").out()).isEqualTo(called("version").out());
        assertThat(Json.of(called("version", "--json").out()).path("java").asText())
                .startsWith("25");
    }

    @Test
    void namesItselfAsItWasCalled() {
        Called called = Called.with(Map.of("PAWL_COMMAND", "../pawl"), "nonsense");

        assertThat(called.err()).contains("'../pawl help' says what there is.");
    }

    private static Called called(String... arguments) {
        return Called.with(Map.of(), arguments);
    }
}
