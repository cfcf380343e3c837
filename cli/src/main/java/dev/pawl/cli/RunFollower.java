package dev.pawl.cli;

import dev.pawl.cli.client.Answer;
import dev.pawl.cli.client.Complaint;
import dev.pawl.cli.client.EventsView;
import dev.pawl.cli.client.Exit;
import dev.pawl.cli.client.Gateway;
import dev.pawl.cli.client.Happenings;
import dev.pawl.cli.client.RunView;
import dev.pawl.cli.client.Told;
import dev.pawl.cli.client.Unreachable;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows a run until it ends, event by event as the gateway tells them, across restarts of the gateway.
final class RunFollower {

    private final Gateway gateway;
    private final Patience patience;
    private final Reader reader;
    private final Consumer<String> remarks;
    private long seen;
    private long revision = -1;
    private @Nullable Unreachable trouble;
    private boolean saidSo;
    private @Nullable Instant parked;

    RunFollower(Gateway gateway, Patience patience, Reader reader, Consumer<String> remarks) {
        this.gateway = gateway;
        this.patience = patience;
        this.reader = reader;
        this.remarks = remarks;
    }

    /// Who is told.
    interface Reader {

        /// This happened.
        void read(Answer<EventsView.Event> event);

        /// The run stands so now; says whether that is enough.
        default boolean isEnough(RunView run) {
            return run.hasEnded();
        }
    }

    /// Hands every event after `after` to the reader, each once and in order, and returns the run as it ended.
    Answer<RunView> follow(String id, long after) {
        seen = after;
        while (true) {
            try (Happenings happenings = gateway.follow(id, seen)) {
                Optional<Answer<RunView>> last = listen(id, happenings);
                if (last.isPresent()) {
                    return last.get();
                }
            } catch (Unreachable unreachable) {
                trouble = unreachable;
                say(unreachable);
            }
            requireNews(id);
            patience.rest();
        }
    }

    /// Listens until what it hears is enough. A gateway that breaks off, or leaves something out, is asked again.
    private Optional<Answer<RunView>> listen(String id, Happenings happenings) {
        while (true) {
            Told told = happenings.next();
            if (leavesOut(told)) {
                return Optional.empty();
            }
            switch (told) {
                case Told.Happened(Answer<EventsView.Event> event) -> take(event);
                case Told.Moved(Answer<RunView> run) -> {
                    if (isEnough(run.view())) {
                        return Optional.of(run);
                    }
                }
                case Told.Ended(Answer<RunView> run) -> {
                    isEnough(run.view());
                    return Optional.of(run);
                }
                case Told.Quiet() -> heard();
                case Told.Broken(Unreachable why) -> {
                    trouble = why;
                    return Optional.empty();
                }
            }
            requireNews(id);
        }
    }

    private boolean leavesOut(Told told) {
        return switch (told) {
            case Told.Happened(Answer<EventsView.Event> event) -> event.view().seq() > seen + 1;
            case Told.Moved(Answer<RunView> run) -> run.view().events() > seen;
            case Told.Ended(Answer<RunView> run) -> run.view().events() > seen;
            case Told.Quiet(), Told.Broken _ -> false;
        };
    }

    private void take(Answer<EventsView.Event> event) {
        heard();
        if (event.view().seq() > seen) {
            patience.news();
            seen = event.view().seq();
            reader.read(event);
        }
    }

    private boolean isEnough(RunView run) {
        heard();
        if (run.revision() != revision) {
            patience.news();
            revision = run.revision();
        }
        parked = Parked.until(run).orElse(null);
        return reader.isEnough(run);
    }

    private void heard() {
        trouble = null;
        saidSo = false;
    }

    /// Whoever waits is told once why; a gateway that is back at the first question is not worth a word.
    private void say(Unreachable unreachable) {
        if (!saidSo) {
            saidSo = true;
            remarks.accept(unreachable.sentence() + " This goes on by itself as soon as the gateway answers.");
        }
    }

    private void requireNews(String id) {
        if (!patience.isSpent()) {
            return;
        }
        if (trouble == null && parked != null && patience.isBefore(parked)) {
            patience.news(); // it has said itself how long it does not move
            return;
        }
        if (trouble != null) {
            throw trouble;
        }
        throw new Complaint(
                Exit.NO,
                "Run " + id + " has not moved for " + patience.limit()
                        + "; is a worker up? It goes on by itself when one is.");
    }
}
