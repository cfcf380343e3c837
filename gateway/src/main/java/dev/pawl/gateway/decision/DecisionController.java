package dev.pawl.gateway.decision;

import dev.pawl.gateway.access.Caller;
import dev.pawl.gateway.access.Needs;
import dev.pawl.gateway.body.Fields;
import dev.pawl.gateway.run.Deeds;
import dev.pawl.gateway.run.KnownRuns;
import dev.pawl.gateway.run.RunView;
import dev.pawl.gateway.run.RunViews;
import dev.pawl.store.access.Scope;
import dev.pawl.store.run.Run;
import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.decision.Wait;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A person decides about a run that stands still.
@Controller("/v1/runs")
final class DecisionController {

    private static final int LONGEST_NOTE = 32 * 1024;
    private static final int LONGEST_WORD = 100;

    private final KnownRuns runs;
    private final RunViews views;
    private final Decider decider;
    private final Deeds deeds;
    private final InstantSource time;

    DecisionController(KnownRuns runs, RunViews views, Decider decider, Deeds deeds, InstantSource time) {
        this.deeds = deeds;
        this.runs = runs;
        this.views = views;
        this.decider = decider;
        this.time = time;
    }

    @Post("/{id}/decide")
    @Needs(Scope.DECIDE)
    RunView decide(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id, @Body byte[] body) {
        Run run = runs.of(caller, id);
        Wait wait = decider.openQuestion(run);
        Fields fields = Fields.read(body);
        Decision decision = new Decision(
                fields.wholeNumber("question", wait.question(), 1, Integer.MAX_VALUE),
                orElse(fields.line("tree", LONGEST_WORD), wait.tree()),
                verb(fields),
                "key " + caller.keyId(),
                fields.text("note", LONGEST_NOTE),
                time.instant().truncatedTo(ChronoUnit.MILLIS),
                List.of());
        fields.nothingElse();
        decider.decide(run.id(), decision);
        deeds.decided(caller, run.id(), decision);
        return views.of(runs.of(caller, id));
    }

    private static Verb verb(Fields fields) {
        String word = fields.line("verb", LONGEST_WORD);
        if (word == null) {
            throw fields.missing("verb", "retry, edit or abort.");
        }
        for (Verb verb : Verb.values()) {
            if (verb.word().equals(word)) {
                return verb;
            }
        }
        throw fields.wrong("verb", "is '%s'. It is retry, edit or abort.".formatted(word));
    }

    private static String orElse(@Nullable String said, String otherwise) {
        return said == null ? otherwise : said;
    }
}
