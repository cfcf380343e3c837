package dev.pawl.activities.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.activities.agent.AgentRuntime.Answer.Crashed;
import dev.pawl.activities.agent.AgentRuntime.Answer.Declined;
import dev.pawl.activities.agent.AgentRuntime.Answer.Done;
import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Output.Stream;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.sandbox.Sandbox;
import dev.pawl.activities.sandbox.View;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Usage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Any program as an agent: it gets its task as JSON on its standard input and a working copy as its folder, changes
/// files there, and prints lines of JSON, the last of them its result.
@Singleton
final class CommandRuntime implements AgentRuntime {

    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    private static final String FOLDER = "commands";

    private final AgentFiles files;
    private final Rooms rooms;
    private final AgentSettings settings;

    CommandRuntime(AgentFiles files, Rooms rooms, AgentSettings settings) {
        this.files = files;
        this.rooms = rooms;
        this.settings = settings;
    }

    /// What the program reads.
    private record Task(String run, String step, @Nullable String role, int attempt, boolean resumed, Brief brief) {}

    @Override
    public String name() {
        return "command";
    }

    /// It is told that it goes on, and finds out by itself what is left to do.
    @Override
    public boolean goesOnFromAnyTree() {
        return true;
    }

    @Override
    public Answer carryOut(Job job, Desk desk) throws IOException, InterruptedException, UnfitException {
        Path program = files.file(FOLDER, job.assignment().agent().name(), "");
        if (!Files.isExecutable(program)) {
            throw Failure.AGENT_UNKNOWN.because(
                    "The agent %s cannot be started: its file is not executable. Mend it with chmod +x."
                            .formatted(job.assignment().agent().name()),
                    null);
        }
        Ear ear = new Ear(desk);
        Lines out = new Lines(ear::hear);
        Lines err = new Lines(desk::log);
        Sandbox sandbox = rooms.of(job, desk);
        Ended ended = sandbox.run(command(program, job), view(program, job), (stream, bytes, length) -> {
            synchronized (ear) {
                (stream == Stream.OUT ? out : err).hear(bytes, length);
            }
        });
        out.end();
        err.end();
        return answer(ended, ear.result, job);
    }

    private static View view(Path program, Job job) {
        List<Path> readable = new ArrayList<>(job.checkout().readable());
        readable.addAll(job.ready().readable());
        readable.add(program);
        return new View(List.of(job.checkout().folder(), job.checkout().aside()), readable, List.of(), null);
    }

    private Command command(Path program, Job job) throws IOException {
        Path home = Files.createDirectories(job.checkout().aside().resolve("home"));
        Path temporary = Files.createDirectories(job.checkout().aside().resolve("tmp"));
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin"));
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", temporary.toString());
        environment.put("LANG", "C.UTF-8");
        job.ready().into(environment);
        environment.put("PAWL_RUN", job.run());
        environment.put("PAWL_STEP", job.assignment().step());
        Task task = new Task(
                job.run(),
                job.assignment().step(),
                job.assignment().role(),
                job.attempt(),
                job.resumed(),
                job.assignment().brief());
        return new Command(
                List.of(program.toString()),
                job.checkout().folder(),
                environment,
                JSON.writeValueAsString(task) + "\n",
                job.left(),
                settings.silence(),
                settings.output() << 20);
    }

    private Answer answer(Ended ended, @Nullable Answer result, Job job) {
        return switch (ended.how()) {
            case OVERRAN -> new Crashed("It took longer than %s.".formatted(shown(job.left())), true);
            case FELL_SILENT -> new Crashed("It said nothing for %s.".formatted(shown(settings.silence())), false);
            case SAID_TOO_MUCH -> new Crashed("It said more than %,d MiB.".formatted(settings.output()), false);
            case WROTE_TOO_MUCH -> new Crashed("It wrote more to the disk than PAWL_SANDBOX_DISK lets it.", false);
            case GREW_TOO_LARGE -> new Crashed("It needed more memory than PAWL_SANDBOX_MEMORY lets it have.", false);
            case EXITED -> {
                if (ended.exitCode() != 0) {
                    yield new Crashed("It ended with exit code %d.".formatted(ended.exitCode()), false);
                }
                yield result == null ? new Crashed("It ended without a result line.", false) : result;
            }
        };
    }

    private static String shown(Duration duration) {
        return Duration.ofSeconds(Math.max(1, duration.toSeconds())).toString();
    }

    /// Hears the lines that mean something.
    private static final class Ear {

        private final Desk desk;
        private @Nullable Answer result;

        Ear(Desk desk) {
            this.desk = desk;
        }

        void hear(String line) throws IOException {
            JsonNode said = line.startsWith("{") ? parsed(line) : null;
            if (said != null && said.path("say").isTextual()) {
                desk.say(said.path("say").asText());
            } else if (said != null && said.path("usage").isObject()) {
                desk.spend(usage(said.path("usage")));
            } else if (said != null && said.path("result").isObject()) {
                result = result(said.path("result"));
            } else {
                desk.log(line);
            }
        }

        private static @Nullable JsonNode parsed(String line) {
            try {
                return JSON.readTree(line);
            } catch (JsonProcessingException noJson) {
                return null;
            }
        }

        private static Answer result(JsonNode said) {
            return switch (said.path("status").asText()) {
                case "done" -> new Done(said.path("summary").asText());
                case "declined" -> new Declined(said.path("reason").asText());
                default -> new Crashed("Its result line has no status done or declined.", false);
            };
        }

        /// Its own figures: nobody else counted.
        private static Usage usage(JsonNode said) {
            return new Usage(
                    Math.max(0, said.path("turns").asLong()),
                    Math.max(0, said.path("inputTokens").asLong()),
                    Math.max(0, said.path("outputTokens").asLong()),
                    Math.max(0, said.path("costMicros").asLong()),
                    Usage.Source.CLAIMED);
        }
    }
}
