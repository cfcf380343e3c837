package dev.pawl.workflows.stage;

import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.ledger.Ledger;
import dev.pawl.workflows.port.workspace.Delivered;
import io.temporal.workflow.Workflow;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a person decides. The run stands still meanwhile, its deadline too, and holds no slot and no process; silence
/// decides nothing.
public final class People {

    private static final int LONGEST_NOTE = 32 * 1024;

    /// More would not fit through history; all findings are in the evidence.
    private static final int MOST_FINDINGS = 50;

    private final Journal journal;
    private final Deadline deadline;
    private final @Nullable String key;
    private int asked;
    private @Nullable Wait open;
    private @Nullable Decision made;

    /// @param key what decisions are signed with, in base64; where there is none, nobody can decide
    public People(Journal journal, Deadline deadline, @Nullable String key) {
        this.journal = journal;
        this.deadline = deadline;
        this.key = key;
    }

    /// Asks, and waits for the answer for as long as it takes.
    public Decision ask(String reason, String tree, List<Finding> findings, List<Verb> verbs) {
        asked++;
        return ask(new Wait(
                asked, tree, reason, findings.stream().limit(MOST_FINDINGS).toList(), verbs));
    }

    /// The same about work that the origin did not take; meanwhile it can be had as a patch.
    public Decision ask(Delivered.Refused refused, String tree, List<Verb> verbs) {
        asked++;
        return ask(new Wait(
                asked,
                tree,
                "The origin did not take the work: " + refused.sentence(),
                List.of(),
                verbs,
                refused.patch(),
                refused.evidence()));
    }

    private Decision ask(Wait wait) {
        made = null;
        open = wait;
        journal.waits(words(wait));
        Ledger.to("wait for a person").pause(journal.moment(), wait);
        deadline.standStill(() -> Workflow.await(() -> made != null));
        Decision decision = answer();
        journal.goesOn();
        journal.say("%s decided: %s".formatted(decision.by(), decision.verb().word()));
        return decision;
    }

    /// Who gave the run up, and the reason if one was told.
    public static Finding givenUp(Decision decision) {
        String note = decision.note();
        return Finding.of(
                "person",
                decision.verb().word(),
                decision.by() + " gave it up" + (note == null || note.isBlank() ? "." : ": " + note));
    }

    /// Refuses what answers nothing that was asked, and what the gateway did not sign. A refusal leaves no trace.
    public void check(Decision decision) {
        Wait wait = open;
        if (wait == null) {
            throw new IllegalArgumentException("This run waits for nobody. Nothing was decided.");
        }
        if (decision.question() != wait.question() || !decision.tree().equals(wait.tree())) {
            throw new IllegalArgumentException(
                    "This answers question %d, but the run asks question %d by now. Look at it again and decide anew."
                            .formatted(decision.question(), wait.question()));
        }
        if (!wait.verbs().contains(decision.verb())) {
            throw new IllegalArgumentException("Here nobody can decide to %s. It takes: %s."
                    .formatted(decision.verb().word(), verbs(wait)));
        }
        checkNote(decision);
        if (key == null
                || !decision.isSigned(
                        Workflow.getInfo().getWorkflowId(), Base64.getDecoder().decode(key))) {
            throw new IllegalArgumentException("No gateway signed this decision. Decide through the API or the CLI.");
        }
    }

    private static void checkNote(Decision decision) {
        String note = decision.note();
        if (decision.verb() == Verb.EDIT && (note == null || note.isBlank())) {
            throw new IllegalArgumentException("An edit needs a note: say what the agent is to be told.");
        }
        if (note != null && note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("The note is too long. It takes %d characters.".formatted(LONGEST_NOTE));
        }
    }

    public void take(Decision decision) {
        made = decision;
        open = null;
    }

    private Decision answer() {
        if (made == null) {
            throw new IllegalStateException("nobody has decided yet");
        }
        return made;
    }

    private static String words(Wait wait) {
        StringBuilder words =
                new StringBuilder("**Needs a person.** ").append(wait.reason()).append('\n');
        wait.findings().stream()
                .limit(10)
                .forEach(finding -> words.append("\n- ").append(finding.sentence()));
        return words.append("\n\nDecide: `pawl decide %s %s`\n"
                        .formatted(Workflow.getInfo().getWorkflowId(), verbs(wait)))
                .toString();
    }

    private static String verbs(Wait wait) {
        return wait.verbs().stream().map(Verb::word).collect(Collectors.joining("|"));
    }
}
