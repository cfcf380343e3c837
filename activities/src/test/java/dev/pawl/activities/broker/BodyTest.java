package dev.pawl.activities.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A request as bytes: what is seen of it, and what is put into it.
final class BodyTest {

    private static final JsonNode MORE = Api.JSON.createObjectNode().put("b", 2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"x\":1}|{\"a\":{\"b\":2},\"x\":1}",
                " { \"x\" : \"ü\", \"a\" : null }|{ \"x\" : \"ü\", \"a\" : {\"b\":2} }",
                "{\"a\":{\"c\":[{}]},\"x\":1}|{\"a\":{\"b\":2},\"x\":1}",
                "{\"x\":{\"a\":1},\"a\":{}}|{\"x\":{\"a\":1},\"a\":{\"b\":2}}"
            })
    void changesOneFieldAndNoOtherByte(String before, String after) throws IOException {
        assertThat(body(before).with("a", MORE).outline()).isEqualTo(body(after).outline());
        assertThat(body(before).with("a", MORE).size()).isEqualTo(body(after).size());
    }

    @Test
    void seesOfALongTextTheBeginningAsItWasWritten() throws IOException {
        JsonNode seen = body("{\"long\":\"\\u0064ata:%s\", \"short\":\"\\u0064ata:\\\"\"}".formatted("x".repeat(1000)))
                .outline();

        assertThat(seen.path("short").asText()).isEqualTo("data:\"");
        assertThat(seen.path("long").asText()).startsWith("\\u0064ata:xx").hasSize(256);
    }

    @Test
    void readsNothingButUtf8() {
        assertThatThrownBy(() -> new Body("{\"x\":1}".getBytes(StandardCharsets.UTF_16LE)).outline())
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new Body("{\"x\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1)).outline())
                .isInstanceOf(IOException.class);
    }

    private static Body body(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }
}
