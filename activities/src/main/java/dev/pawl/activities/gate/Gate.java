package dev.pawl.activities.gate;

import dev.pawl.activities.repository.UnfitException;
import dev.pawl.workflows.port.gate.Question;
import java.io.IOException;

/// One quality question. It answers with a ruling; only machinery throws.
interface Gate {

    String name();

    Ruling rule(Case asked) throws IOException, InterruptedException, UnfitException;

    /// What is asked, by the rules of the base commit.
    ///
    /// @param dossier takes down what was done to find the answer
    record Case(String tenant, Question question, Policy policy, Dossier dossier) {}
}
