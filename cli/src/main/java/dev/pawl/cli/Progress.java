package dev.pawl.cli;

import dev.pawl.cli.client.Answer;
import dev.pawl.cli.client.EventsView;
import dev.pawl.cli.client.RunView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells of a run while it goes on: each stage it comes to, what agents and gates do, what it
/// costs, and what it waits for.
final class Progress implements RunFollower.Reader {

    private final InstantSource clock;
    private final Consumer<String> lines;
    private final boolean waitsForPeople;
    private @Nullable String stage;
    private RunView.@Nullable Cost spent;
    private @Nullable String stalled;
    private int asked;
    private @Nullable String parked;
    private long entered;

    /// @param waitsForPeople whether to go on watching while a person is to decide
    Progress(InstantSource clock, Consumer<String> lines, boolean waitsForPeople) {
        this.clock = clock;
        this.lines = lines;
        this.waitsForPeople = waitsForPeople;
    }

    @Override
    public void read(Answer<EventsView.Event> event) {
        if (event.view().kind().equals("agent.began")) {
            entered = event.view().seq();
            enter(event.view().body().path("step").asText("").replaceFirst("/\\d+$", ""));
        }
        ProgressLine.of(event.view())
                .ifPresent(line ->
                        lines.accept("  %s  %s".formatted(time(event.view().at()), line)));
    }

    @Override
    public boolean isEnough(RunView run) {
        String now = run.stage();
        if (now != null && run.events() >= entered) {
            enter(now); // a run that counts fewer events is older than what they told
        }
        RunView.Cost cost = run.cost();
        if (cost != null && !cost.isNothing() && !cost.equals(spent)) {
            spent = cost;
            lines.accept("cost so far: " + Table.plain(RunFacts.words(cost)));
        }
        String reason = run.stalled();
        if (reason != null && !reason.equals(stalled)) {
            lines.accept("Nobody goes on with it: " + Table.plain(reason));
        }
        stalled = reason;
        RunView.Question question = run.waitsFor();
        if (waitsForPeople && run.needsPerson() && question != null && question.question() != asked) {
            asked = question.question();
            lines.accept("It waits for a person: " + Table.plain(String.valueOf(question.reason())));
        }
        tellParked(run);
        return run.hasEnded() || (run.needsPerson() && !waitsForPeople);
    }

    private void tellParked(RunView run) {
        String until = Parked.until(run).map(Instant::toString).orElse(null);
        if (until != null && !until.equals(parked)) {
            lines.accept(Parked.sentence(run, clock.instant()));
        }
        parked = until;
    }

    /// Agents begin in a stage before the run that says so is told.
    private void enter(String now) {
        if (!now.isEmpty() && !now.equals(stage)) {
            stage = now;
            lines.accept("stage " + Table.plain(now));
        }
    }

    private static String time(@Nullable String at) {
        return at == null || at.length() < 19 ? "--:--:--" : at.substring(11, 19);
    }
}
