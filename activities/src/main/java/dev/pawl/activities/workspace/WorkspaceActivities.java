package dev.pawl.activities.workspace;

import dev.pawl.activities.ledger.Chronicle;
import dev.pawl.activities.life.Life;
import dev.pawl.activities.sandbox.SandboxSettings;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Delivered;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Parcel;
import dev.pawl.workflows.port.workspace.Repository;
import dev.pawl.workflows.port.workspace.Workspace;
import dev.pawl.workflows.port.workspace.Workspaces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/// Fetches from origins, keeps what was fetched, and hands work over.
@Singleton
public final class WorkspaceActivities implements Workspaces {

    private final Chronicle chronicle;
    private final SandboxSettings sandbox;
    private final Mirrors mirrors;
    private final Deposit deposit;
    private final Delivery delivery;

    WorkspaceActivities(
            Chronicle chronicle, SandboxSettings sandbox, Mirrors mirrors, Deposit deposit, Delivery delivery) {
        this.chronicle = chronicle;
        this.sandbox = sandbox;
        this.mirrors = mirrors;
        this.deposit = deposit;
        this.delivery = delivery;
    }

    @Override
    public Opened open(Moment moment, Repository repository, @Nullable Level asked) {
        return Life.during(() -> chronicle.reached(moment), life -> {
            Level needed = sandbox.least(repository);
            if (asked != null && asked.compareTo(needed) < 0) {
                return new Opened.Declined(Opened.Reason.NOT_ALLOWED, tooOpen(repository, asked));
            }
            Level least = asked == null ? needed : asked;
            return mirrors.change(
                    moment.tenant(), repository.url(), mirror -> deposit.open(moment, repository, least, mirror));
        });
    }

    private static String tooOpen(Repository repository, Level asked) {
        return ("%s is not trusted, so the sandbox '%s' is not enough for it. Leave that out, or name the repository in "
                        + "PAWL_SANDBOX_TRUSTED if you trust all that is in it.")
                .formatted(repository.url(), asked.word());
    }

    @Override
    public Delivered deliver(Moment moment, Parcel parcel) {
        return Life.during(() -> chronicle.reached(moment), life -> {
            try (Mirrors.Visit visit = mirrors.holding(moment.tenant(), parcel.head())) {
                return delivery.deliver(moment.tenant(), moment.run(), visit.mirror(), parcel);
            }
        });
    }

    /// Fetches, looks at what came, and keeps it.
    @Singleton
    static final class Deposit {

        private final Origin origin;
        private final TreeRules rules;
        private final Shelf shelf;

        Deposit(Origin origin, TreeRules rules, Shelf shelf) {
            this.origin = origin;
            this.rules = rules;
            this.shelf = shelf;
        }

        Opened open(Moment moment, Repository repository, Level least, Mirror mirror)
                throws IOException, InterruptedException {
            return switch (origin.fetch(mirror, repository)) {
                case Origin.Fetched.Refused refused -> refused.why();
                case Origin.Fetched.At at -> keep(moment, repository, least, mirror, at.commit());
            };
        }

        private Opened keep(Moment moment, Repository repository, Level least, Mirror mirror, RevCommit commit)
                throws IOException {
            try (ObjectReader reader = mirror.repository().newObjectReader()) {
                Optional<Opened.Declined> refusal = rules.refusal(reader, commit.getTree());
                if (refusal.isPresent()) {
                    return refusal.get();
                }
            }
            shelf.keepBase(moment.tenant(), moment.run(), repository.url(), mirror, commit.name());
            Workspace base = new Workspace(
                    repository, commit.name(), commit.name(), commit.getTree().name());
            return new Opened.Ready(base, least);
        }
    }
}
