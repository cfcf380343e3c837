package dev.pawl.activities.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionTest {

    private static final String SECRET = "of+ada/51be==";

    private final Redaction redaction = new Redaction(Map.of(SECRET, "TOKEN"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECRET,
                "of%2Bada%2F51be%3D%3D",
                "of%2bada%2f51be%3d%3d",
                "6f662b6164612f353162653d3d",
                "6F662B6164612F353162653D3D"
            })
    void takesASecretOutHoweverItIsWritten(String written) {
        assertThat(redaction.of("It is %s, and %1$s.".formatted(written))).isEqualTo("It is [TOKEN], and [TOKEN].");
    }

    /// As the header of a request holds it, behind a name of any length.
    @ParameterizedTest
    @ValueSource(strings = {"", "a:", "ad:", "ada:", "ada\u00ff\u00fe:"})
    void takesItOutOfWhatIsWrittenInBase64(String before) {
        byte[] said = (before + SECRET + " more").getBytes(StandardCharsets.UTF_8);

        for (Base64.Encoder encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
            String clean = redaction.of("Authorization: Basic " + encoder.encodeToString(said));
            assertThat(clean).startsWith("Authorization: Basic ").contains("[TOKEN]");
            assertThat(clean.length()).isLessThan("Authorization: Basic [TOKEN]".length() + before.length() * 2 + 14);
        }
    }

    /// Whichever of them comes first in the map.
    @Test
    void takesOutAllOfASecretThatBeginsAsAnotherOne() {
        for (List<String> names : List.of(List.of("hunter", "hunter-two"), List.of("hunter-two", "hunter"))) {
            Map<String, String> secrets = new LinkedHashMap<>();
            names.forEach(secret -> secrets.put(secret, "KEY" + secret.length()));

            assertThat(new Redaction(secrets).of("hunter-two, hunter")).isEqualTo("[KEY10], [KEY6]");
        }
    }

    @Test
    void leavesEverythingElseAsItIs() {
        String harmless = "of ada, c2VjcmV0, 51be, 6f662b and %2F";

        assertThat(redaction.of(harmless)).isEqualTo(harmless);
        assertThat(new Redaction(Map.of()).of(SECRET)).isEqualTo(SECRET);
    }
}
