package dev.pawl.activities.agent.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.pawl.activities.agent.AgentRuntime.Answer;
import dev.pawl.activities.agent.AgentRuntime.Answer.Crashed;
import dev.pawl.activities.agent.AgentRuntime.Answer.Declined;
import dev.pawl.activities.agent.AgentRuntime.Answer.Done;
import dev.pawl.activities.process.Ended;
import java.util.Optional;

/// Judges how Claude Code ended. Neither its exit code nor the word that it uses is believed: it is done where it gave
/// a result that is no error and an answer in the form that was asked for.
record Ending(Part part) {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    Answer of(Ended ended, Hearing hearing) {
        Optional<JsonNode> result = hearing.result();
        if (result.isEmpty()) {
            String last = hearing.lastWords().isEmpty() ? "" : " It said last: " + hearing.lastWords();
            return new Crashed(
                    "Claude Code ended with exit code %d and without a result.%s".formatted(ended.exitCode(), last),
                    false);
        }
        return of(result.get());
    }

    private Answer of(JsonNode result) {
        String subtype = result.path("subtype").asText();
        if (subtype.equals("error_max_turns")) {
            return new Crashed("It was not done within %d turns.".formatted(part.turns()), true);
        }
        if (subtype.equals("error_max_structured_output_retries")) {
            return new Crashed("It gave no answer in the form that was asked for, however often it tried.", false);
        }
        if (result.path("is_error").asBoolean(true) || !subtype.equals("success")) {
            return new Crashed("Claude Code ended with an error: " + error(result), false);
        }
        JsonNode answer = result.path("structured_output");
        if (!answer.isObject()) {
            return new Crashed("It ended without an answer in the form that was asked for.", false);
        }
        Optional<String> fault = fault(answer);
        return fault.isPresent()
                ? new Crashed("Its answer has not the form that was asked for: " + fault.get(), false)
                : answer(answer);
    }

    private static Answer answer(JsonNode answer) {
        String summary = answer.path("summary").asText();
        return switch (answer.path("status").asText()) {
            case "done" -> new Done(summary, answer.toString());
            case "declined" -> new Declined(summary);
            default -> new Crashed("Its answer has no status done or declined.", false);
        };
    }

    private Optional<String> fault(JsonNode answer) {
        return SCHEMAS.getSchema(part.form()).validate(answer).stream()
                .map(ValidationMessage::getMessage)
                .findFirst();
    }

    private static String error(JsonNode result) {
        String said = result.path("result").asText();
        if (said.isBlank()) {
            said = result.path("errors").path(0).asText();
        }
        return said.isBlank() ? result.path("subtype").asText() : said;
    }
}
