package dev.pawl.activities.gate;

import dev.pawl.activities.process.Secret;
import dev.pawl.activities.workspace.Change;
import dev.pawl.activities.workspace.Trees;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Do the added lines hold nothing that opens a door? It says where, and never what.
@Singleton
final class SecretsGate implements Gate {

    private final Trees trees;

    SecretsGate(Trees trees) {
        this.trees = trees;
    }

    @Override
    public String name() {
        return Gates.SECRETS;
    }

    @Override
    public Ruling rule(Case asked) throws IOException {
        Question question = asked.question();
        List<Finding> findings = new ArrayList<>();
        long lines = 0;
        for (Change change :
                trees.changes(asked.tenant(), question.head(), question.base().commit())) {
            if (change.binary()) {
                asked.dossier().note("%s is no text, and was not looked at.".formatted(change.path()));
            }
            for (Change.Line line : change.added()) {
                Optional<String> kind = Secret.in(line.text());
                kind.ifPresent(found -> findings.add(new Finding(
                        name(),
                        "secret",
                        "%s stands in an added line. Take it out; it is to be replaced where it opens something."
                                .formatted(found),
                        change.path(),
                        line.number(),
                        null)));
                lines++;
            }
        }
        return findings.isEmpty()
                ? Ruling.pass(
                        lines == 1
                                ? "1 added line holds no secret."
                                : "%,d added lines hold no secret.".formatted(lines))
                : Ruling.fail(
                        findings.size() == 1
                                ? "What looks like a secret was added to %s."
                                        .formatted(findings.getFirst().path())
                                : "%d added lines hold what looks like a secret.".formatted(findings.size()),
                        findings);
    }
}
