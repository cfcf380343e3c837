package dev.pawl.activities.gate;

import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.workspace.Change;
import dev.pawl.activities.workspace.Trees;
import dev.pawl.workflows.port.gate.Question;
import java.io.IOException;
import java.util.List;

/// One quality question. It answers with a ruling; only machinery throws.
interface Gate {

    String name();

    Ruling rule(Case asked) throws IOException, InterruptedException, UnfitException;

    /// What is asked, by the rules of the base commit.
    ///
    /// @param dossier takes down what was done to find the answer
    record Case(String tenant, Question question, Policy policy, Dossier dossier) {

        /// What the work changed against its base.
        List<Change> changes(Trees trees) throws IOException {
            return trees.changes(tenant, question.head(), question.base().commit());
        }
    }
}
