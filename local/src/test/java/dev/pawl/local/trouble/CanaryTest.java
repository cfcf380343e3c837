package dev.pawl.local.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CanaryTest {

    private static final Canary CANARY = new Canary("a secret", "of+ada/51be==");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "of+ada/51be==",
                "of%2Bada%2F51be%3D%3D",
                "of%2bada%2f51be%3d%3d",
                "6f662b6164612f353162653d3d",
                "6F662B6164612F353162653D3D"
            })
    void isFoundHoweverItIsWritten(String written) {
        assertThat(CANARY.isIn("It is " + written + ".")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ad", "ada"})
    void isFoundInBase64WhereverItBegins(String before) {
        byte[] said = (before + CANARY.value() + " more").getBytes(StandardCharsets.UTF_8);

        assertThat(CANARY.isIn(Base64.getEncoder().encodeToString(said))).isTrue();
        assertThat(CANARY.isIn(Base64.getUrlEncoder().encodeToString(said))).isTrue();
    }

    @Test
    void isNotFoundWhereItIsNot() {
        assertThat(CANARY.isIn("of ada, 51be")).isFalse();
        assertThat(CANARY).asString().doesNotContain(CANARY.value());
    }
}
