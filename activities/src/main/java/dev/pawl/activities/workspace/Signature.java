package dev.pawl.activities.workspace;

import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/// Who signs what Pawl commits.
final class Signature {

    private Signature() {}

    static PersonIdent after(RevCommit parent) {
        Instant time = Instant.ofEpochSecond(parent.getCommitTime() + 1L);
        return new PersonIdent("Pawl", "pawl@localhost", time, ZoneOffset.UTC);
    }
}
