package dev.pawl.activities.gate;

import dev.pawl.activities.process.Secret;
import dev.pawl.activities.workspace.Change;
import dev.pawl.activities.workspace.Trees;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

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
        List<Change> changes = asked.changes(trees);
        changes.stream()
                .filter(Change::binary)
                .forEach(change ->
                        asked.dossier().note("%s is no text, and was not looked at.".formatted(change.path())));
        List<Finding> findings = changes.stream()
                .flatMap(change -> change.added().stream().flatMap(line -> found(change, line)))
                .toList();
        return findings.isEmpty() ? pass(changes) : fail(findings);
    }

    private Stream<Finding> found(Change change, Change.Line line) {
        return Secret.in(line.text()).stream()
                .map(kind -> new Finding(
                        name(),
                        "secret",
                        "%s stands in an added line. Take it out; it is to be replaced where it opens something."
                                .formatted(kind),
                        change.path(),
                        line.number(),
                        null));
    }

    private static Ruling pass(List<Change> changes) {
        long lines = changes.stream().mapToLong(change -> change.added().size()).sum();
        return Ruling.pass(
                lines == 1 ? "1 added line holds no secret." : "%,d added lines hold no secret.".formatted(lines));
    }

    private static Ruling fail(List<Finding> findings) {
        return Ruling.fail(
                findings.size() == 1
                        ? "What looks like a secret was added to %s."
                                .formatted(findings.getFirst().path())
                        : "%d added lines hold what looks like a secret.".formatted(findings.size()),
                findings);
    }
}
