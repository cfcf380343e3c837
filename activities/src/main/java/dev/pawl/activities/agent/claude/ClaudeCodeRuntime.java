package dev.pawl.activities.agent.claude;

import dev.pawl.activities.agent.AgentRuntime;
import dev.pawl.activities.agent.AgentRuntime.Answer.Crashed;
import dev.pawl.activities.agent.AgentRuntime.Answer.Limited;
import dev.pawl.activities.agent.AgentRuntime.Answer.Overspent;
import dev.pawl.activities.agent.AgentSettings;
import dev.pawl.activities.agent.Lines;
import dev.pawl.activities.agent.Rooms;
import dev.pawl.activities.broker.Broker;
import dev.pawl.activities.broker.Broker.Halt;
import dev.pawl.activities.broker.ModelSettings;
import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Dialogue;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Ended.How;
import dev.pawl.activities.process.Output.Stream;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.sandbox.Sandbox;
import dev.pawl.activities.sandbox.View;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.sandbox.Level;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Anthropic's Claude Code, in a sandbox that holds no key. It asks its model through the broker, which counts; and
/// what it has done by then is kept before each turn.
@Singleton
final class ClaudeCodeRuntime implements AgentRuntime {

    /// Longer lines are not understood, and cut.
    private static final int LONGEST_LINE = 8 << 20;

    /// The same on each worker: conversations belong to the folder in which they were begun.
    private static final String STAND = "/workspace";

    private final ClaudeProgram program;
    private final Rooms rooms;
    private final Broker broker;
    private final Transcripts transcripts;
    private final Wishes wishes;

    ClaudeCodeRuntime(ClaudeProgram program, Rooms rooms, Broker broker, Transcripts transcripts, Wishes wishes) {
        this.program = program;
        this.rooms = rooms;
        this.broker = broker;
        this.transcripts = transcripts;
        this.wishes = wishes;
    }

    /// What the operator wants of it.
    @Singleton
    record Wishes(ClaudeCodeSettings own, AgentSettings all, ModelSettings models) {

        /// Its clock begins before the broker's. The broker can say why nothing comes; whoever ends the agent cannot.
        Wishes {
            if (own.silence().compareTo(models.silence()) <= 0) {
                throw new IllegalStateException(
                        "PAWL_CLAUDE_CODE_SILENCE (%s) must be longer than PAWL_MODEL_SILENCE (%s): a provider that says nothing would else look like a hung agent."
                                .formatted(own.silence(), models.silence()));
            }
        }
    }

    @Override
    public String name() {
        return "claude-code";
    }

    @Override
    public boolean hasRoles() {
        return true;
    }

    /// Its conversation belongs to the tree of its checkpoint.
    @Override
    public boolean goesOnFromAnyTree() {
        return false;
    }

    @Override
    public Answer carryOut(Job job, Desk desk) throws IOException, InterruptedException, UnfitException {
        Path file = program.file();
        Sandbox sandbox = rooms.of(job, desk);
        Part part = Part.of(job, wishes.own());
        Path folder = Files.createDirectories(job.checkout().aside().resolve("claude"));
        Notebook notebook = new Notebook(folder, UUID.randomUUID().toString());
        Session before = Session.read(job.state());
        if (before != null) {
            String stand = sandbox.level() == Level.NONE
                    ? job.checkout().folder().toRealPath().toString()
                    : STAND;
            transcripts.layInto(job.tenant(), before.transcript(), notebook.file(before.session(), stand));
        }
        long turns = Math.max(1, part.turns() - job.spent().turns());
        Launch launch = new Launch(job, part, notebook, before, turns);
        Attempt attempt = new Attempt(job.tenant(), desk, transcripts, notebook);
        return run(file, sandbox, launch, attempt, desk);
    }

    private Answer run(Path file, Sandbox sandbox, Launch launch, Attempt attempt, Desk desk)
            throws IOException, InterruptedException {
        Broker.Line line = broker.open(allowed(launch), attempt);
        Hearing hearing = new Hearing(desk, Map.of(line.token(), "token"), wishes.own());
        Lines out = new Lines(hearing::hear, LONGEST_LINE);
        Lines err = new Lines(hearing::print);
        Ended ended;
        try {
            ended = sandbox.run(
                    command(file, launch, line, new Parting(hearing, attempt)),
                    view(file, launch, line),
                    (stream, bytes, length) -> (stream == Stream.OUT ? out : err).hear(bytes, length));
            out.end();
            err.end();
        } finally {
            attempt.end();
            line.close();
            attempt.cost(line.spent());
        }
        attempt.requireKept();
        Answer answer = answer(ended, hearing, launch);
        return line.halted().map(halt -> weighed(halt, answer, ended.how())).orElse(answer);
    }

    private static Broker.Terms allowed(Launch launch) {
        Job job = launch.job();
        return new Broker.Terms(
                job.tenant(),
                job.run(),
                job.assignment().step(),
                job.assignment().agent().name(),
                List.of(launch.part().model()),
                job.budgetMicros());
    }

    private Command command(Path file, Launch launch, Broker.Line line, Dialogue dialogue) throws IOException {
        return new Command(
                        launch.line(file, wishes.own().servers()),
                        launch.job().checkout().folder(),
                        launch.environment(line),
                        launch.input(),
                        launch.job().left(),
                        wishes.own().silence(),
                        wishes.all().output() << 20)
                .with(dialogue);
    }

    private static View view(Path file, Launch launch, Broker.Line line) {
        Checkout checkout = launch.job().checkout();
        List<Path> readable = new ArrayList<>(checkout.readable());
        readable.addAll(launch.job().ready().readable());
        readable.add(file);
        return new View(List.of(checkout.folder(), checkout.aside()), readable, List.of(line.socket()), STAND);
    }

    private Answer answer(Ended ended, Hearing hearing, Launch launch) {
        return switch (ended.how()) {
            case OVERRAN ->
                new Crashed(
                        "It took longer than %s.".formatted(shown(launch.job().left())), true);
            case FELL_SILENT -> new Crashed("It said nothing for %s.".formatted(shown(hearing.patience())), false);
            case SAID_TOO_MUCH ->
                new Crashed("It said more than %,d MiB.".formatted(wishes.all().output()), false);
            case WROTE_TOO_MUCH -> new Crashed("It wrote more to the disk than PAWL_SANDBOX_DISK lets it.", false);
            case GREW_TOO_LARGE -> new Crashed("It needed more memory than PAWL_SANDBOX_MEMORY lets it have.", false);
            case EXITED -> new Ending(launch.part()).of(ended, hearing);
        };
    }

    /// What nobody but the operator can mend is no crash of the agent's: a person is asked. Work that is finished
    /// counts whatever happened to a request beside it. What another try would not change is no fault of its line;
    /// nor is what it was ended for, as who was asked to stop keeps nothing any more.
    private static Answer weighed(Halt halt, Answer answer, How how) {
        return switch (halt) {
            case Halt.Refused refused -> throw Failure.AGENT_UNKNOWN.because(refused.sentence(), null);
            case Halt _ when answer instanceof Answer.Done || answer instanceof Answer.Declined -> answer;
            case Halt.Overspent overspent -> new Overspent(overspent.sentence());
            case Halt.Limited limited -> new Limited(limited.until(), limited.pause(), limited.sentence());
            case Halt.Broken _ when how != How.EXITED -> answer;
            case Halt.Broken _ when answer instanceof Crashed crashed && crashed.hopeless() -> answer;
            case Halt.Broken broken -> new Crashed(broken.sentence(), false);
        };
    }

    private static String shown(Duration duration) {
        return Duration.ofSeconds(Math.max(1, duration.toSeconds())).toString();
    }
}
