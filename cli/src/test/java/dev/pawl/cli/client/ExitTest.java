package dev.pawl.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExitTest {

    @Test
    void keepsItsNumbers() {
        assertThat(Arrays.stream(Exit.values()).map(exit -> exit + " " + exit.code()))
                .containsExactly(
                        "FINE 0",
                        "NO 1",
                        "USAGE 2",
                        "NEEDS_PERSON 3",
                        "CANCELLED 4",
                        "UNREACHABLE 5",
                        "REFUSED 6",
                        "NOT_FOUND 7",
                        "BUG 70");
    }

    @ParameterizedTest
    @CsvSource({
        "400, USAGE",
        "401, REFUSED",
        "403, REFUSED",
        "404, NOT_FOUND",
        "409, NO",
        "410, NOT_FOUND",
        "422, USAGE",
        "429, UNREACHABLE",
        "500, UNREACHABLE",
        "503, UNREACHABLE"
    })
    void saysWithOneNumberWhyTheGatewayRefused(int status, Exit exit) {
        assertThat(Exit.of(status)).isEqualTo(exit);
    }
}
