package dev.pawl.activities.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIA+IOSFODNN7EXAMPLQ",
                "-----BEGIN RSA +PRIVATE KEY-----",
                "sk-ant-+api03-aaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "glpat-+aB3dE5gH7jK9mN1pQ3sT",
                "pawl-line-+aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5",
                "password = \"+kJ8#mN2$pQ9!vX4&zB7\"",
                "https://user:+hunter2hunter2@host/path",
            })
    void knowsSecretsByTheirShape(String parted) {
        String secret = parted.replace("+", "");
        assertThat(Secret.in("x = " + secret)).isPresent();
        assertThat(Secret.hidden("x = " + secret + " y"))
                .startsWith("x = ")
                .contains("[a")
                .doesNotContain(parted.substring(parted.indexOf('+') + 1).replace("\"", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = \"${DATABASE_PASSWORD}\"",
                "String token = tokens.next(request);",
                "secret: \"your-secret-goes-here\"",
                "integrity sha512-aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5==",
                "https://example.org:8080/path@v1",
                "passwordField = \"database-password\"",
            })
    void takesOrdinaryLinesForWhatTheyAre(String line) {
        assertThat(Secret.in(line)).isEmpty();
        assertThat(Secret.hidden(line)).isEqualTo(line);
    }

    @Test
    void looksAtEverySecretOfALine() {
        String line = "password = \"${PASSWORD_OF_THE_USER}\", token = \"kJ8#mN2$pQ9!vX4&zB7\"";

        assertThat(Secret.in(line)).isPresent();
        assertThat(Secret.hidden(line)).isEqualTo("password = \"${PASSWORD_OF_THE_USER}\", token = \"[a secret]\"");
    }

    @Test
    void takesOneKeyAfterAnotherOut() {
        String begin = "-----BEGIN " + "PRIVATE KEY-----";
        String end = "-----END " + "PRIVATE KEY-----";
        Censor censor = new Censor();
        assertThat(censor.of("a " + begin)).isEqualTo("a [a private key]");
        assertThat(censor.of(end + " b " + begin)).isEqualTo("[a private key] b [a private key]");
        assertThat(censor.of("MIIEow")).isEqualTo("[a private key]");
        assertThat(censor.of(end)).isEqualTo("[a private key]");
        assertThat(censor.of(begin + "\nMII\n" + end + " c " + begin)).isEqualTo("[a private key] c [a private key]");
        assertThat(censor.of("MIIEow")).isEqualTo("[a private key]");
    }

    @Test
    void takesAPrivateKeyOutThatIsSaidLineByLine() {
        Censor censor = new Censor();
        assertThat(censor.of("a -----BEGIN RSA " + "PRIVATE KEY-----")).isEqualTo("a [a private key]");
        assertThat(censor.of("MIIEow")).isEqualTo("[a private key]");
        assertThat(censor.of("IBAAK")).isEqualTo("[a private key]");
        assertThat(censor.of("-----END RSA " + "PRIVATE KEY----- b")).isEqualTo("[a private key] b");
        assertThat(censor.of("MIIEow")).isEqualTo("MIIEow");
        assertThat(censor.of("x -----BEGIN " + "PRIVATE KEY-----\nMII\n-----END " + "PRIVATE KEY----- y"))
                .isEqualTo("x [a private key] y");
        assertThat(censor.of("MIIEow")).isEqualTo("MIIEow");
    }
}
