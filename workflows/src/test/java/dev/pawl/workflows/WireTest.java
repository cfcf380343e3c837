package dev.pawl.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.workflows.lifecycle.bugfix.BugFixOutcome;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest;
import dev.pawl.workflows.lifecycle.checkup.CheckupOutcome;
import dev.pawl.workflows.lifecycle.checkup.CheckupRequest;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.gate.Opinion;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.ledger.Parked;
import dev.pawl.workflows.port.probe.Finding;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Delivered;
import dev.pawl.workflows.port.workspace.Delivery;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Parcel;
import dev.pawl.workflows.port.workspace.Repository;
import dev.pawl.workflows.port.workspace.Workspace;
import io.temporal.common.converter.DefaultDataConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written into histories. A record may grow; what is here must stay as it is.
final class WireTest {

    private static final Finding FINDING = new Finding("work", "objects", Finding.Status.BROKEN, "no answer", 12);

    private static final Kept KEPT = new Kept("ab12", 3, "text/plain");
    private static final Repository REPOSITORY = new Repository("https://git.example/tide.git", "main", "forge");
    private static final Workspace TREE = new Workspace(REPOSITORY, "c0", "c1", "t1");
    private static final Usage USAGE = new Usage(2, 100, 20, 1500, Usage.Source.RECORDED);
    private static final dev.pawl.workflows.port.gate.Finding OBJECTION =
            new dev.pawl.workflows.port.gate.Finding("tests", "red", "it fails", "a/B.java", 7, "B.b");
    private static final Verdict VERDICT = new Verdict(
            "tests", Verdict.Answer.FAIL, "t1", "1 of 12 fails", List.of(OBJECTION), List.of("B.b"), KEPT, "none");
    private static final BugFixRequest BUG_FIX = new BugFixRequest(
            "acme",
            REPOSITORY,
            "title",
            "report",
            new AgentChoice("recorded", "tide"),
            new BugFixRequest.Limits(Duration.ofHours(2), 3, Duration.ofSeconds(30)),
            new Delivery(Delivery.Way.BRANCH, "pawl/tide"),
            new BugFixRequest.Trigger("jenkins", "tide/7", "c0", List.of("TideTest.ebbs")),
            "a2V5");

    static Stream<Arguments> payloads() {
        return Stream.of(
                Arguments.of(
                        "checkup-request",
                        new CheckupRequest("acme", 3, Duration.ofMillis(200), Duration.ofMinutes(1)),
                        CheckupRequest.class),
                Arguments.of("checkup-sound", new CheckupOutcome.Sound(List.of(FINDING)), CheckupOutcome.class),
                Arguments.of("checkup-unsound", new CheckupOutcome.Unsound(List.of(FINDING)), CheckupOutcome.class),
                Arguments.of("checkup-cancelled", new CheckupOutcome.Cancelled(List.of(FINDING)), CheckupOutcome.class),
                Arguments.of("bugfix-request", BUG_FIX, BugFixRequest.class),
                Arguments.of("bugfix-request-shut-in", shutIn(Level.BUBBLEWRAP), BugFixRequest.class),
                Arguments.of(
                        "bugfix-limits",
                        new BugFixRequest.Limits(Duration.ofHours(2), 3, Duration.ofSeconds(30), 500_000L),
                        BugFixRequest.Limits.class),
                Arguments.of(
                        "bugfix-fixed",
                        new BugFixOutcome.Fixed(
                                "pawl/tide", "c2", KEPT, KEPT, List.of("TideTest.turns"), 1, "I changed it"),
                        BugFixOutcome.class),
                Arguments.of(
                        "bugfix-not-reproduced",
                        new BugFixOutcome.NotReproduced(List.of(OBJECTION)),
                        BugFixOutcome.class),
                Arguments.of(
                        "bugfix-stuck",
                        new BugFixOutcome.Stuck("fix", "A person gave it up.", List.of(OBJECTION), KEPT, KEPT),
                        BugFixOutcome.class),
                Arguments.of(
                        "bugfix-base-broken", new BugFixOutcome.BaseBroken("no report", KEPT), BugFixOutcome.class),
                Arguments.of(
                        "bugfix-declined",
                        new BugFixOutcome.Declined(Opened.Reason.TOO_LARGE, "too many files"),
                        BugFixOutcome.class),
                Arguments.of("bugfix-cancelled", new BugFixOutcome.Cancelled("fix", KEPT, KEPT), BugFixOutcome.class),
                Arguments.of("opened-ready", new Opened.Ready(TREE), Opened.class),
                Arguments.of("opened-ready-shut-in", new Opened.Ready(TREE, Level.BUBBLEWRAP), Opened.class),
                Arguments.of(
                        "parcel",
                        new Parcel(TREE, new Delivery(Delivery.Way.PATCH, null), "title", "summary", List.of(VERDICT)),
                        Parcel.class),
                Arguments.of("delivered-pushed", new Delivered.Pushed("pawl/tide", "c2", KEPT, KEPT), Delivered.class),
                Arguments.of("delivered-patched", new Delivered.Patched("c2", KEPT, KEPT), Delivered.class),
                Arguments.of(
                        "delivered-refused",
                        new Delivered.Refused(Delivered.Reason.BRANCH_TAKEN, "it is there", "c2", KEPT, KEPT),
                        Delivered.class),
                Arguments.of(
                        "baseline-measured",
                        new Baseline.Measured(KEPT, 12, 1, 0, List.of("TideTest.ebbs"), List.of("tests"), "12 tests"),
                        Baseline.class),
                Arguments.of("baseline-broken", new Baseline.Broken("no report", KEPT), Baseline.class),
                Arguments.of(
                        "question",
                        new Question("tests", Question.Purpose.FIX, TREE, TREE, KEPT, List.of("TideTest.ebbs")),
                        Question.class),
                Arguments.of(
                        "question-shut-in",
                        new Question(
                                "tests",
                                Question.Purpose.FIX,
                                TREE,
                                TREE,
                                KEPT,
                                List.of("TideTest.ebbs"),
                                Level.BUBBLEWRAP,
                                null),
                        Question.class),
                Arguments.of("verdict", VERDICT, Verdict.class),
                Arguments.of(
                        "assignment",
                        new Assignment(
                                "fix/2",
                                new AgentChoice("command", "mender"),
                                TREE,
                                new Brief("title", "report", "task", List.of("T.t"), List.of(OBJECTION), "a note"),
                                Duration.ofHours(1)),
                        Assignment.class),
                Arguments.of(
                        "assignment-shut-in",
                        new Assignment(
                                "fix/2",
                                new AgentChoice("command", "mender"),
                                TREE,
                                new Brief("title", "report", "task", List.of(), List.of(), null),
                                Duration.ofHours(1),
                                null,
                                null,
                                Level.BUBBLEWRAP),
                        Assignment.class),
                Arguments.of(
                        "assignment-within",
                        new Assignment(
                                        "fix/2",
                                        new AgentChoice("claude-code", "anthropic"),
                                        TREE,
                                        new Brief("title", "report", "task", List.of(), List.of(), null),
                                        Duration.ofHours(1))
                                .within(500_000L),
                        Assignment.class),
                Arguments.of(
                        "assignment-with-role",
                        new Assignment(
                                "fix/2",
                                new AgentChoice("claude-code", "anthropic"),
                                TREE,
                                new Brief("title", "report", "task", List.of(), List.of(), null, "{\"cause\":\"x\"}"),
                                Duration.ofHours(1),
                                "developer",
                                null,
                                null),
                        Assignment.class),
                Arguments.of("work-done-with-answer", new Work.Done(TREE, "done", 2, USAGE, "{}"), Work.class),
                Arguments.of("work-unchanged-with-answer", new Work.Unchanged("nothing", USAGE, "{}"), Work.class),
                Arguments.of(
                        "question-with-opinion",
                        new Question(
                                "review", Question.Purpose.FIX, TREE, TREE, KEPT, List.of(), null, Opinion.of("{}")),
                        Question.class),
                Arguments.of(
                        "question-without-opinion",
                        new Question(
                                "review",
                                Question.Purpose.FIX,
                                TREE,
                                TREE,
                                KEPT,
                                List.of(),
                                null,
                                Opinion.none("it crashed")),
                        Question.class),
                Arguments.of("work-done", new Work.Done(TREE, "done", 2, USAGE), Work.class),
                Arguments.of("work-unchanged", new Work.Unchanged("nothing", USAGE), Work.class),
                Arguments.of("work-declined", new Work.Declined("too hard", USAGE), Work.class),
                Arguments.of("work-unkeepable", new Work.Unkeepable(List.of(OBJECTION), USAGE), Work.class),
                Arguments.of("work-crashed", new Work.Crashed("exit 137", USAGE), Work.class),
                Arguments.of(
                        "work-limited",
                        new Work.Limited(
                                Instant.parse("2026-11-21T10:00:00Z"),
                                "It takes no more for now.",
                                new Usage(2, 100, 20, 1500, Usage.Source.MEASURED)),
                        Work.class),
                Arguments.of(
                        "work-limited-for",
                        new Work.Limited(
                                Instant.parse("2026-11-21T10:00:00Z"),
                                "It takes no more for now.",
                                new Usage(2, 100, 20, 1500, Usage.Source.MEASURED),
                                Duration.ofMinutes(5)),
                        Work.class),
                Arguments.of(
                        "work-overspent",
                        new Work.Overspent("It is spent.", new Usage(2, 100, 20, 1500, Usage.Source.ESTIMATED)),
                        Work.class),
                Arguments.of(
                        "parked",
                        new Parked(Instant.parse("2026-11-21T10:00:00Z"), "It takes no more for now."),
                        Parked.class),
                Arguments.of(
                        "wait", new Wait(1, "t1", "spent", List.of(OBJECTION), List.of(Verb.values())), Wait.class),
                Arguments.of(
                        "wait-with-patch",
                        new Wait(1, "t1", "full", List.of(), List.of(Verb.RETRY, Verb.ABORT), KEPT, KEPT),
                        Wait.class),
                Arguments.of(
                        "decision",
                        new Decision(
                                1,
                                "t1",
                                Verb.EDIT,
                                "ada",
                                "a note",
                                Instant.parse("2026-11-21T10:00:00Z"),
                                List.of("c2ln")),
                        Decision.class),
                Arguments.of(
                        "moment",
                        new Moment("acme", "checkup-1", Instant.parse("2026-11-21T10:00:00.123Z"), 7, "probing"),
                        Moment.class));
    }

    private static BugFixRequest shutIn(Level least) {
        return new BugFixRequest(
                BUG_FIX.tenant(),
                BUG_FIX.repository(),
                BUG_FIX.title(),
                BUG_FIX.report(),
                BUG_FIX.agent(),
                BUG_FIX.limits(),
                BUG_FIX.delivery(),
                BUG_FIX.trigger(),
                null,
                least);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void staysAsItWasWritten(String name, Object value, Class<?> type) throws IOException {
        DefaultDataConverter converter = DefaultDataConverter.newDefaultInstance();

        String written = converter.toPayload(value).orElseThrow().getData().toStringUtf8();

        if (Boolean.getBoolean("pawl.record.wire")) {
            Files.writeString(Path.of("src/test/resources/wire", name + ".json"), written + "\n");
        }
        assertThat(written).isEqualTo(golden(name));
        assertThat((Object) converter.fromPayload(converter.toPayload(value).orElseThrow(), type, type))
                .isEqualTo(value);
    }

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/wire", name + ".json"))
                .strip();
    }
}
