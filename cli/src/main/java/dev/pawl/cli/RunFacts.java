package dev.pawl.cli;

import dev.pawl.cli.client.Exit;
import dev.pawl.cli.client.RunView;
import java.math.BigDecimal;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What a person wants to know of one run, and how a command ends that asked about it.
final class RunFacts {

    private final Screen screen;
    private final String command;
    private final InstantSource clock;

    RunFacts(Screen screen, Surroundings surroundings) {
        this.screen = screen;
        this.command = surroundings.command();
        this.clock = surroundings.clock();
    }

    void show(RunView run) {
        screen.table(head(run));
        stages(run);
        gates(run);
        ending(run);
    }

    /// How it ended, or what it waits for, and what can be done next.
    void ending(RunView run) {
        if (run.stalled() != null) {
            screen.line("");
            screen.line(
                    Table.plain("Nobody goes on with it since %s. %s".formatted(run.stalledSince(), run.stalled())));
        }
        waiting(run);
        outcome(run);
        evidence(run);
    }

    private void waiting(RunView run) {
        RunView.Question question = run.waitsFor();
        if (run.isParked()) {
            screen.line("");
            screen.line(Parked.sentence(run, clock.instant()));
            screen.line("It goes on by itself. End it:  %s cancel %s".formatted(command, Table.plain(run.id())));
        } else if (question != null) {
            screen.line("");
            screen.line("It waits for a person: " + Table.plain(String.valueOf(question.reason())));
            question.findings().forEach(finding -> screen.line("  - " + sentence(finding)));
            screen.line("Decide:  %s decide %s %s"
                    .formatted(command, Table.plain(run.id()), Table.plain(String.join("|", question.verbs()))));
        }
    }

    private void outcome(RunView run) {
        RunView.Outcome outcome = run.outcome();
        if (outcome != null) {
            screen.line("");
            screen.line(sentence(outcome));
            outcome.findings().forEach(finding -> screen.line("  - " + sentence(finding)));
            if (outcome.patch() != null && !outcome.patch().isNull()) {
                screen.line("Patch:     %s patch %s".formatted(command, Table.plain(run.id())));
            }
        }
    }

    /// Also while it goes on, and while it waits: who decides wants to see what the gates saw.
    private void evidence(RunView run) {
        if (run.gates().stream().anyMatch(gate -> gate.evidence() != null)) {
            if (run.outcome() == null && run.waitsFor() == null && run.stalled() == null) {
                screen.line("");
            }
            screen.line("Evidence:  %s evidence %s".formatted(command, Table.plain(run.id())));
        }
    }

    static Exit exit(RunView run) {
        RunView.Outcome outcome = run.outcome();
        if (run.needsPerson()) {
            return Exit.NEEDS_PERSON;
        }
        return outcome == null ? Exit.NO : outcome.exit();
    }

    private static Table head(RunView run) {
        Table table = new Table("run", Table.plain(run.id()))
                .row("kind", run.kind())
                .row("title", run.title())
                .row("status", RunsCommand.status(run));
        if (run.repository() != null) {
            table.row("repository", run.repository());
        }
        if (run.stage() != null) {
            table.row("stage", run.stage());
        }
        table.row("created", run.createdAt()).row("started", run.startedAt()).row("ended", run.endedAt());
        RunView.Cost cost = run.cost();
        if (cost != null) {
            table.row("cost", words(cost));
        }
        RunView.Links links = run.links();
        if (links != null && links.temporal() != null) {
            table.row("web ui", links.temporal());
        }
        return table;
    }

    private void stages(RunView run) {
        if (!run.stages().isEmpty()) {
            Table table = new Table("STAGE", "BEGAN", "ENDED");
            run.stages().forEach(stage -> table.row(stage.stage(), stage.beganAt(), stage.endedAt()));
            screen.line("");
            screen.table(table);
        }
    }

    private void gates(RunView run) {
        if (!run.gates().isEmpty()) {
            Table table = new Table("GATE", "ANSWER", "TREE", "LEVEL", "SUMMARY");
            run.gates()
                    .forEach(gate -> table.row(
                            gate.gate(), gate.answer(), shortened(gate.tree()), gate.level(), gate.summary()));
            screen.line("");
            screen.table(table);
        }
    }

    private static @Nullable String shortened(@Nullable String tree) {
        return tree == null || tree.length() < 10 ? tree : tree.substring(0, 10);
    }

    private static String sentence(RunView.Outcome outcome) {
        StringBuilder sentence = new StringBuilder("Ended: ").append(outcome.type());
        if (outcome.commit() != null) {
            sentence.append(", commit ").append(outcome.commit());
        }
        if (outcome.branch() != null) {
            sentence.append(" on branch ").append(outcome.branch());
        }
        sentence.append('.');
        for (String more : new String[] {outcome.summary(), outcome.reason(), outcome.because()}) {
            if (more != null && !more.isBlank()) {
                sentence.append(' ').append(more);
            }
        }
        return Table.plain(sentence.toString());
    }

    private static String sentence(RunView.Finding finding) {
        if (finding.pool() != null) {
            return Table.plain("%s %s: %s %s"
                    .formatted(
                            finding.pool(),
                            finding.part(),
                            finding.status(),
                            finding.detail() == null ? "" : finding.detail()));
        }
        String place = finding.path() == null
                ? ""
                : finding.line() == null ? finding.path() + ": " : finding.path() + ":" + finding.line() + ": ";
        return Table.plain(finding.gate() + ": " + place + finding.message());
    }

    static String words(RunView.Cost cost) {
        String whose = switch (String.valueOf(cost.source())) {
            case "recorded" -> " (a recording says so: nothing was bought)";
            case "claimed" -> " (as the agent says itself)";
            case "measured" -> " (measured)";
            case "estimated" -> " (partly estimated)";
            default -> "";
        };
        return "%d turns, %d tokens in, %d out, $%s%s"
                .formatted(
                        cost.turns(),
                        cost.inputTokens(),
                        cost.outputTokens(),
                        BigDecimal.valueOf(cost.costMicros(), 6).toPlainString(),
                        whose);
    }
}
