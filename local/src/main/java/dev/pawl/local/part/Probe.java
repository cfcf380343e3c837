package dev.pawl.local.part;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.home.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How a part is asked whether it does its work, by the launcher and by `status` alike.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Probe.Program.class, name = "program"),
    @JsonSubTypes.Type(value = Probe.Database.class, name = "database"),
    @JsonSubTypes.Type(value = Probe.Temporal.class, name = "temporal"),
    @JsonSubTypes.Type(value = Probe.MemoryTemporal.class, name = "memory-temporal"),
    @JsonSubTypes.Type(value = Probe.Objects.class, name = "objects"),
    @JsonSubTypes.Type(value = Probe.Model.class, name = "model"),
})
public sealed interface Probe {

    Duration PATIENCE = Duration.ofSeconds(5);

    /// Asks once.
    Health ask();

    /// The address that people and other programs use.
    @JsonIgnore
    String address();

    /// The ports on which the part itself must listen, so that a stranger's answer is not taken for its own.
    @JsonIgnore
    List<Integer> ports();

    /// Whether it is a Java process.
    @JsonIgnore
    default boolean isJava() {
        return true;
    }

    /// The worker or the gateway: it tells which of its dependencies is down. A worker serves no other port: 0.
    record Program(int vitalsPort, int servicePort) implements Probe {

        @Override
        public Health ask() {
            return Probe.answerOf("http://127.0.0.1:" + vitalsPort + "/ready", Program::judge);
        }

        @Override
        public String address() {
            return "http://127.0.0.1:" + (servicePort == 0 ? vitalsPort : servicePort);
        }

        @Override
        public List<Integer> ports() {
            return servicePort == 0 ? List.of(vitalsPort) : List.of(vitalsPort, servicePort);
        }

        /// Whether it says that this is well, on which it stands.
        public boolean isUp(String thing) {
            try {
                LocalHttp.Answer answer = LocalHttp.get("http://127.0.0.1:" + vitalsPort + "/ready", PATIENCE);
                for (JsonNode part : Json.MAPPER.readTree(answer.body()).path("parts")) {
                    if (part.path("name").asText().equals(thing)) {
                        return part.path("status").asText().equals("up");
                    }
                }
                return false;
            } catch (IOException away) {
                return false;
            }
        }

        private static Health judge(LocalHttp.Answer answer) {
            return answer.status() == 200 ? new Health.Up() : new Health.Down(reason(answer));
        }

        private static String reason(LocalHttp.Answer answer) {
            List<String> reasons = new ArrayList<>();
            try {
                for (JsonNode part : Json.MAPPER.readTree(answer.body()).path("parts")) {
                    if (!"up".equals(part.path("status").asText())) {
                        reasons.add(part.path("name").asText() + ": "
                                + part.path("reason").asText("no reason given"));
                    }
                }
            } catch (JsonProcessingException notItsOwnAnswer) {
                return "its readiness page answered " + answer.status() + " with something unreadable";
            }
            return reasons.isEmpty() ? "not ready (" + answer.status() + ")" : String.join("; ", reasons);
        }
    }

    /// PostgreSQL: it answers the first message of a connection when it takes connections.
    record Database(int port) implements Probe {

        @Override
        public Health ask() {
            return DatabaseGreeting.send(port);
        }

        @Override
        public String address() {
            return "postgresql://127.0.0.1:" + port;
        }

        @Override
        public List<Integer> ports() {
            return List.of(port);
        }

        @Override
        public boolean isJava() {
            return false;
        }
    }

    /// The Temporal server: its API answers from its data file.
    record Temporal(int port, int uiPort, int apiPort) implements Probe {

        @Override
        public Health ask() {
            return Probe.answerOf(
                    "http://127.0.0.1:" + apiPort + "/api/v1/namespaces/default",
                    answer -> answer.status() == 200
                            ? new Health.Up()
                            : new Health.Down("its API answered " + answer.status()));
        }

        @Override
        public String address() {
            return "http://127.0.0.1:" + uiPort;
        }

        @Override
        public List<Integer> ports() {
            return List.of(port, uiPort, apiPort);
        }

        @Override
        public boolean isJava() {
            return false;
        }
    }

    /// The in-memory Temporal test server: it has no other page than its port.
    record MemoryTemporal(int port) implements Probe {

        @Override
        public Health ask() {
            return PortGreeting.send(port);
        }

        @Override
        public String address() {
            return "127.0.0.1:" + port;
        }

        @Override
        public List<Integer> ports() {
            return List.of(port);
        }
    }

    /// The S3 server: it refuses whoever shows no key, which proves that it works.
    record Objects(int port) implements Probe {

        @Override
        public Health ask() {
            return Probe.answerOf(
                    address(),
                    answer -> answer.status() == 403
                            ? new Health.Up()
                            : new Health.Down("it answered " + answer.status() + " to a request without a key"));
        }

        @Override
        public String address() {
            return "http://127.0.0.1:" + port;
        }

        @Override
        public List<Integer> ports() {
            return List.of(port);
        }
    }

    /// The scripted model: it refuses whoever shows no key, too.
    record Model(int port) implements Probe {

        @Override
        public Health ask() {
            return Probe.answerOf(
                    address() + "/v1/models",
                    answer -> answer.status() == 401
                            ? new Health.Up()
                            : new Health.Down("it answered " + answer.status() + " to a request without a key"));
        }

        @Override
        public String address() {
            return "http://127.0.0.1:" + port;
        }

        @Override
        public List<Integer> ports() {
            return List.of(port);
        }
    }

    private static Health answerOf(String address, java.util.function.Function<LocalHttp.Answer, Health> judge) {
        try {
            return judge.apply(LocalHttp.get(address, PATIENCE));
        } catch (IOException failure) {
            return new Health.Down("no answer from " + address + " (" + failure.getMessage() + ")");
        }
    }
}
