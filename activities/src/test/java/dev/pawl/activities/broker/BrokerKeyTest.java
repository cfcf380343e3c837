package dev.pawl.activities.broker;

import static dev.pawl.activities.broker.TestingBroker.KEY;
import static dev.pawl.activities.broker.TestingBroker.QUESTION;
import static dev.pawl.activities.broker.TestingProvider.END;
import static dev.pawl.activities.broker.TestingProvider.START;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pawl.activities.broker.Broker.Halt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Where the key of a provider comes from, and who never sees it.
final class BrokerKeyTest extends BrokerTest {

    @Test
    void saysBeforehandThatTheKeyIsOpenToOthers() throws IOException {
        Files.setPosixFilePermissions(folder.resolve("key"), PosixFilePermissions.fromString("rw-r--r--"));

        try (Broker.Line line = broker.line()) {
            assertThat(line.halted())
                    .hasValueSatisfying(halt -> assertThat(halt.sentence())
                            .contains(
                                    "Others can read the key of anthropic", "PAWL_MODEL_PROVIDERS_ANTHROPIC_KEY_FILE"));
        }
    }

    @Test
    void takesTheKeyFromAVariable() throws IOException {
        try (TestingBroker other = TestingBroker.in(
                Files.createDirectory(folder.resolve("other")),
                Map.of(
                        "pawl.model.providers.anthropic.key-variable",
                        "LC_ALL",
                        "pawl.model.providers.anthropic.key-file",
                        ""))) {
            other.provider().thenStream(START, END);
            try (Broker.Line line = other.line()) {
                assertThat(TestingAgent.ask(line, QUESTION).body()).endsWith(END);
            }
            assertThat(other.provider().heard().getFirst().headers().get("X-api-key"))
                    .containsExactly(System.getenv("LC_ALL"));
        }
    }

    @Test
    void theKeyIsSeenByTheProviderAndByNobodyElse() throws Exception {
        broker.provider()
                .thenStream(START, END)
                .thenAnswer(400, "{\"message\":\"your key is " + KEY + "\"}", "set-cookie", "key=" + KEY)
                .thenAnswer(401, "{\"message\":\"your key is " + KEY + "\"}");
        StringBuilder seen = new StringBuilder();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        String token;
        try (Broker.Line line = broker.line()) {
            token = line.token();
            for (int i = 0; i < 4; i++) {
                seen.append(TestingAgent.ask(line, QUESTION));
            }
            seen.append(line.halted()).append(line.spent());
        } finally {
            root.setLevel(Level.WARN);
            root.detachAppender(log);
        }
        List.copyOf(log.list)
                .forEach(event -> seen.append(event.getFormattedMessage()).append(event.getKeyValuePairs()));
        seen.append(rows());

        assertThat(seen.toString()).contains(TestingBroker.MODEL).doesNotContain(KEY);
        assertThat(rows()).contains(TestingBroker.MODEL).doesNotContain(token, "Why?");
        assertThat(broker.provider().heard()).hasSize(3).allSatisfy(heard -> {
            assertThat(heard.headers().get("X-api-key")).containsExactly(KEY);
            assertThat(heard.headers().get("Anthropic-version")).containsExactly("2023-06-01");
            assertThat(heard.headers()).doesNotContainKey("Cookie");
            assertThat(heard.toString()).doesNotContain(token);
        });
    }

    @Test
    void saysWhereARefusedKeyIs() throws IOException {
        broker.provider().thenAnswer(401, "{\"message\":\"not " + TestingBroker.KEY + "\"}");

        try (Broker.Line line = broker.line()) {
            TestingAgent.Answer answer = TestingAgent.ask(line, QUESTION);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).doesNotContain(TestingBroker.KEY);
            assertThat(line.halted())
                    .contains(
                            new Halt.Refused(
                                    "anthropic refused the key of this worker (401). Look at the file that PAWL_MODEL_PROVIDERS_ANTHROPIC_KEY_FILE names."));
        }
    }

    /// Every row of every table, as text.
    private String rows() throws SQLException {
        StringBuilder rows = new StringBuilder();
        try (Connection owner = broker.database().owner();
                Statement statement = owner.createStatement();
                ResultSet result = statement.executeQuery(
                        "select query_to_xml('select * from ' || tablename, false, true, '')::text from pg_tables"
                                + " where schemaname = 'public'")) {
            while (result.next()) {
                rows.append(result.getString(1));
            }
        }
        return rows.toString();
    }
}
