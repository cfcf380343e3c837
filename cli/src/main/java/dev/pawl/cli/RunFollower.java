package dev.pawl.cli;

import dev.pawl.cli.client.Answer;
import dev.pawl.cli.client.Complaint;
import dev.pawl.cli.client.EventsView;
import dev.pawl.cli.client.Exit;
import dev.pawl.cli.client.Gateway;
import dev.pawl.cli.client.RunView;

/// Follows a run until it ends, event by event, across restarts of the gateway.
final class RunFollower {

    private static final int PAGE = 200;

    private final Gateway gateway;
    private final Patience patience;
    private final Reader reader;

    RunFollower(Gateway gateway, Patience patience, Reader reader) {
        this.gateway = gateway;
        this.patience = patience;
        this.reader = reader;
    }

    /// Who is told.
    interface Reader {

        /// These happened.
        void read(Answer<EventsView> page);

        /// It was looked once more; says whether that is enough.
        default boolean isEnough(RunView run) {
            return run.hasEnded();
        }
    }

    /// Hands every event after `after` to the reader, each once and in order, and returns the run as it ended.
    Answer<RunView> follow(String id, long after) {
        long seen = after;
        long revision = -1;
        while (true) {
            Answer<RunView> run = patience.ask(() -> gateway.run(id));
            long last = read(run.view(), seen);
            if (last > seen || run.view().revision() != revision) {
                patience.news();
            }
            seen = last;
            revision = run.view().revision();
            if (reader.isEnough(run.view())) {
                return run;
            }
            if (patience.isSpent()) {
                throw new Complaint(
                        Exit.NO,
                        "Run " + id + " has not moved for " + patience.limit()
                                + "; is a worker up? It goes on by itself when one is.");
            }
            patience.rest();
        }
    }

    /// Reads what there is after `after`, page by page, and returns the last number read.
    long read(RunView run, long after) {
        long seen = after;
        while (seen < run.events()) {
            long from = seen;
            Answer<EventsView> page = patience.ask(() -> gateway.events(run.id(), from, PAGE));
            if (page.view().events().isEmpty()) {
                return seen;
            }
            reader.read(page);
            seen = page.view().events().getLast().seq();
        }
        return seen;
    }
}
