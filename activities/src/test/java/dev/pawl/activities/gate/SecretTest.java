package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;

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
                "password = \"+kJ8#mN2$pQ9!vX4&zB7\"",
                "https://user:+hunter2hunter2@host/path",
            })
    void knowsSecretsByTheirShape(String parted) {
        assertThat(Secret.in("x = " + parted.replace("+", ""))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = \"${DATABASE_PASSWORD}\"",
                "String token = tokens.next(request);",
                "secret: \"your-secret-goes-here\"",
                "integrity sha512-aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5==",
                "https://example.org:8080/path@v1",
            })
    void takesOrdinaryLinesForWhatTheyAre(String line) {
        assertThat(Secret.in(line)).isEmpty();
    }
}
