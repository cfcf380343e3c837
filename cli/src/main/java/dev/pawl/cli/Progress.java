package dev.pawl.cli;

import dev.pawl.cli.client.Answer;
import dev.pawl.cli.client.EventsView;
import dev.pawl.cli.client.RunView;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells of a run while it goes on: each stage it comes to, what agents and gates do, what it
/// costs, and what it waits for.
final class Progress implements RunFollower.Reader {

    private final Consumer<String> lines;
    private final boolean waitsForPeople;
    private @Nullable String stage;
    private RunView.@Nullable Cost spent;
    private int asked;

    /// @param waitsForPeople whether to go on watching while a person is to decide
    Progress(Consumer<String> lines, boolean waitsForPeople) {
        this.lines = lines;
        this.waitsForPeople = waitsForPeople;
    }

    @Override
    public void read(Answer<EventsView.Event> event) {
        ProgressLine.of(event.view())
                .ifPresent(line ->
                        lines.accept("  %s  %s".formatted(time(event.view().at()), line)));
    }

    @Override
    public boolean isEnough(RunView run) {
        String now = run.stage();
        if (now != null && !now.equals(stage)) {
            stage = now;
            lines.accept("stage " + Table.plain(now));
        }
        RunView.Cost cost = run.cost();
        if (cost != null && !cost.equals(spent)) {
            spent = cost;
            lines.accept("cost so far: " + Table.plain(RunFacts.words(cost)));
        }
        RunView.Question question = run.waitsFor();
        if (question != null && question.question() != asked) {
            asked = question.question();
            lines.accept("It waits for a person: " + Table.plain(String.valueOf(question.reason())));
        }
        return run.hasEnded() || (run.needsPerson() && !waitsForPeople);
    }

    private static String time(@Nullable String at) {
        return at == null || at.length() < 19 ? "--:--:--" : at.substring(11, 19);
    }
}
