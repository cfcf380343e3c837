package dev.pawl.activities.broker;

import static dev.pawl.activities.broker.TestingBroker.KEY;
import static dev.pawl.activities.broker.TestingBroker.QUESTION;
import static dev.pawl.activities.broker.TestingProvider.END;
import static dev.pawl.activities.broker.TestingProvider.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.broker.Broker.Halt;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may ask for what, and where the key is to be found: nowhere.
final class BrokerRefusesTest extends BrokerTest {

    @Test
    void knowsOnlyItsOwnToken() throws IOException {
        try (Broker.Line line = broker.line();
                Broker.Line another = broker.line()) {
            for (String token : List.of("", "x", another.token(), line.token() + "x", KEY)) {
                TestingAgent.Answer answer =
                        TestingAgent.ask(line, "POST /v1/messages", "x-api-key: " + token, QUESTION);

                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.body()).contains("\"type\":\"authentication_error\"");
            }
        }
        assertNothingWasAsked();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/messages",
                "POST /v1/messages/batches",
                "POST /v1/files",
                "POST /v1/messages/../files",
                "POST /v1/messages?x=y",
                "POST http://example.org/v1/messages",
                "POST /v1/chat/completions",
                "HEAD /"
            })
    void letsThroughOnlyWhatItKnows(String target) throws IOException {
        try (Broker.Line line = broker.line()) {
            assertThat(TestingAgent.ask(line, target, "x-api-key: " + line.token(), QUESTION)
                            .status())
                    .isEqualTo(404);
            assertThat(line.halted()).isEmpty();
        }
        assertNothingWasAsked();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"claude-nobody-knows\"}",
                "{\"model\":\"claude-opus-4-6\"}",
                "{\"model\":\"claude-sonnet-4-6\",\"model\":\"claude-opus-4-6\"}",
                "{\"model\":\"claude-sonnet-4-6\"} {\"model\":\"claude-opus-4-6\"}",
                "{\"model\":\"claude-sonnet-4-6\",\"tools\":[{\"type\":\"web_search_20250305\"}]}",
                "{\"model\":\"claude-sonnet-4-6\",\"mcp_servers\":[{\"url\":\"https://example.org\"}]}",
                "{\"model\":\"claude-sonnet-4-6\",\"speed\":\"fast\"}",
                "{}",
                "[]",
                "no JSON"
            })
    void letsThroughOnlyModelsAndToolsThatAreMeant(String question) throws IOException {
        try (Broker.Line line = broker.line("anthropic", List.of(TestingBroker.MODEL), null, (_, _) -> {})) {
            assertThat(TestingAgent.ask(line, question).status()).isIn(400, 403, 404);
            assertThat(line.halted()).isEmpty();
        }
        assertNothingWasAsked();
    }

    @Test
    void letsThroughAModelWithItsDayAndToolsThatTheAgentCarriesOut() throws IOException {
        broker.provider().thenStream(START, END);
        String question = "{\"model\":\"claude-sonnet-4-6-20260217\",\"max_tokens\":9,\"messages\":[],"
                + "\"tools\":[{\"name\":\"Edit\"},{\"type\":\"bash_20250124\"}]}";

        try (Broker.Line line = broker.line("anthropic", List.of(TestingBroker.MODEL), null, (_, _) -> {})) {
            assertThat(TestingAgent.ask(line, question).status()).isEqualTo(200);
        }
        assertThat(broker.provider().heard().getFirst().body()).isEqualTo(question);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'messages':[{'role':'user','content':[{'type':'image','source':{'type':'url','url':'https://a.test/?x'}}]}]",
                "'messages':[{'role':'user','content':[{'type':'document','source':{'type':'url','url':'HTTP://a.test'}}]}]",
                "'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':[{'type':'image','source':{'type':'url','url':'https://a.test'}}]}]}]",
                "'messages':[{'role':'user','content':[{'type':'image','source':{'type':'file','file_id':'file_1'}}]}]",
                "'messages':[{'role':'user','content':[{'type':'container_upload','file_id':'file_1'}]}]",
                "'system':[{'type':'document','source':{'type':'url','\\u0075rl':'https://a.test'}}]",
                "'container':'container_1'",
                "'container':{'skills':[{'type':'anthropic','skill_id':'pdf'}]}",
                "'mcp_servers':[{'type':'url','url':'https://a.test'}]"
            })
    void letsNoMessageNameWhatTheProviderWouldFetch(String part) throws IOException {
        String question = "{'model':'claude-sonnet-4-6','max_tokens':9,%s}".formatted(part);

        try (Broker.Line line = broker.line()) {
            assertRefused(TestingAgent.ask(line, question.replace('\'', '"')));
        }
        assertNothingWasAsked();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://a.test/?x'}}]}]",
                "'messages':[{'role':'user','content':[{'type':'image_url','image_url':'https://a.test/?x'}]}]",
                "'messages':[{'role':'user','content':[{'type':'file','file':{'file_id':'file_1'}}]}]",
                "'messages':[{'role':'assistant','audio':{'id':'audio_1'}}]"
            })
    void letsNoChatNameWhatTheProviderWouldFetch(String part) throws IOException {
        assertRefusedByOpenAi("POST /v1/chat/completions", part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'input':[{'role':'user','content':[{'type':'input_image','image_url':'https://a.test'}]}]",
                "'input':[{'role':'user','content':[{'type':'input_file','file_url':'https://a.test'}]}]",
                "'input':[{'role':'user','content':[{'type':'input_file','file_id':'file_1'}]}]",
                "'input':[{'type':'computer_call_output','output':{'type':'x','image_url':'https://a.test'}}]",
                "'input':[{'type':'item_reference','id':'msg_1'}]",
                "'input':[{'type':null,'id':'msg_1'}]",
                "'input':[{'id':'msg_1'}]",
                "'prompt':{'id':'pmpt_1'}",
                "'conversation':'conv_1'",
                "'previous_response_id':'resp_1'"
            })
    void letsNoResponseNameWhatIsNotInTheRequest(String part) throws IOException {
        assertRefusedByOpenAi("POST /v1/responses", part);
    }

    @Test
    void letsThroughPicturesThatAreInTheRequestAndAddressesThatNobodyFetches() throws IOException {
        broker.provider().thenStream(START, END).thenAnswer(200, "{}").thenAnswer(200, "{}");
        String message = """
                {"model":"claude-sonnet-4-6","max_tokens":9,"container":null,"mcp_servers":[],
                "tools":[{"name":"Fetch","input_schema":{"properties":{"url":{"type":"string","default":"https://a.test"}}}}],
                "messages":[{"role":"user","content":[{"type":"text","text":"Look at https://a.test"},
                {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]},
                {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"Fetch","input":{"url":"https://a.test"}}]}]}""";
        String chat = """
                {"model":"gpt-6-sol","messages":[{"role":"user","content":[
                {"type":"image_url","image_url":{"url":"data:image/png;base64,%s"}}]},
                {"role":"assistant","audio":null}]}""".formatted("A".repeat(10_000));
        String response = """
                {"model":"gpt-6-sol","previous_response_id":null,"prompt":null,"conversation":null,"input":[
                {"role":"user","content":[{"type":"input_image","image_url":"data:image/png;base64,AAAA","file_id":null}]},
                {"type":"function_call_output","call_id":"c","id":"fc_1","output":"https://a.test"}]}""";

        try (Broker.Line line = broker.line()) {
            assertThat(TestingAgent.ask(line, message).status()).isEqualTo(200);
        }
        try (Broker.Line line = broker.line("openai", null)) {
            String token = "Authorization: Bearer " + line.token();
            assertThat(TestingAgent.ask(line, "POST /v1/chat/completions", token, chat)
                            .status())
                    .isEqualTo(200);
            assertThat(TestingAgent.ask(line, "POST /v1/responses", token, response)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(broker.provider().heard())
                .extracting(TestingProvider.Heard::body)
                .containsExactly(message, chat, response);
    }

    @Test
    void saysBeforehandThatAModelHasNoPrice() throws IOException {
        try (Broker.Line line = broker.line("anthropic", List.of("claude-nobody-knows"), null, (_, _) -> {})) {
            assertThat(line.halted())
                    .contains(new Halt.Refused(
                            "claude-nobody-knows has no price: add it to the file that PAWL_MODEL_PRICES names."));
            assertThat(TestingAgent.ask(line, QUESTION).status()).isIn(403, 404);
        }
        assertThatThrownBy(() -> broker.line("somebody", null))
                .isInstanceOf(ApplicationFailure.class)
                .hasMessageContaining("no provider of models somebody; they know [anthropic, openai]");
    }

    @Test
    void aSocketIsOpenInAPlaceThatIsClosed() throws IOException {
        try (Broker.Line line = broker.line()) {
            assertThat(Files.getPosixFilePermissions(line.socket()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-rw-rw-"));
            assertThat(Files.getPosixFilePermissions(folder.resolve("station")))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    private void assertRefusedByOpenAi(String target, String part) throws IOException {
        String question = "{'model':'gpt-6-sol',%s}".formatted(part).replace('\'', '"');
        try (Broker.Line line = broker.line("openai", null)) {
            assertRefused(TestingAgent.ask(line, target, "Authorization: Bearer " + line.token(), question));
        }
        assertNothingWasAsked();
    }

    private static void assertRefused(TestingAgent.Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("let through by Pawl's broker");
    }

    private void assertNothingWasAsked() {
        assertThat(broker.provider().heard()).isEmpty();
        assertThat(broker.calls()).isEmpty();
    }
}
