package dev.pawl.activities.broker;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;

/// How a provider is spoken to: what may be asked, who asks, what it used up, and how it says no.
sealed interface Api permits AnthropicApi, OpenAiApi {

    /// Reads what providers say. What agents say is read by its outline only.
    JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// Where its first provider is.
    URI home();

    /// The only paths that are let through, all by POST.
    Set<String> paths();

    /// The agent's headers that go on to the provider.
    List<String> headers();

    void sign(HttpRequest.Builder request, String key);

    /// Understands a request.
    Asked read(String path, Body body) throws UnfitRequestException;

    /// An answer in its own words that says no.
    byte[] complaint(int status, String sentence);

    /// The same in the middle of a stream.
    byte[] lastEvent(String sentence);

    /// What was asked for is not let through.
    final class UnfitRequestException extends Exception {

        private static final long serialVersionUID = 1;

        private final int status;

        UnfitRequestException(int status, String sentence) {
            super(sentence);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /// The request in outline: of long texts, the beginning.
    static ObjectNode outline(Body body) throws UnfitRequestException {
        JsonNode tree;
        try {
            tree = body.outline();
        } catch (StreamConstraintsException tooMuch) {
            throw new UnfitRequestException(
                    413,
                    "Pawl's broker reads requests of %,d parts at most, %d deep."
                            .formatted(Outline.MOST_PARTS, Outline.DEEPEST));
        } catch (IOException notJson) {
            throw new UnfitRequestException(400, "The request is no JSON, or a name stands in it twice.");
        }
        if (!(tree instanceof ObjectNode object) || !object.path("model").isTextual()) {
            throw new UnfitRequestException(400, "The request names no model.");
        }
        return object;
    }

    /// Tools that the provider carries out itself would reach beyond the sandbox and cost what nobody counts.
    static void requireOwnTools(JsonNode tools, Set<String> own) throws UnfitRequestException {
        for (JsonNode tool : tools) {
            String type = tool.path("type").asText("custom");
            if (own.stream().noneMatch(name -> name.endsWith("_") ? type.startsWith(name) : type.equals(name))) {
                throw new UnfitRequestException(
                        403, "Tools that the provider carries out are not let through by Pawl's broker.");
            }
        }
    }

    /// What is asked for at another price than the usual one is not let through.
    static void refuse(ObjectNode request, String field, Set<String> usual) throws UnfitRequestException {
        JsonNode said = request.path(field);
        if (!said.isMissingNode() && !said.isNull() && !usual.contains(said.asText())) {
            throw new UnfitRequestException(
                    403, "\"%s\" is not let through by Pawl's broker in this way.".formatted(field));
        }
    }
}
