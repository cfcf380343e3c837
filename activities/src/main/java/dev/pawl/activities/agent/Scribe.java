package dev.pawl.activities.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.activities.agent.role.Briefing;
import dev.pawl.activities.process.Censor;
import dev.pawl.activities.process.Plain;
import dev.pawl.activities.workspace.Took;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.store.invocation.Hold;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what an agent does into the log lane of its run: what it says at once, and all else soon, or with that.
/// Whoever says more than the lane takes waits; of what is too much, the beginning and the end are kept and the rest is
/// counted. What looks like a secret is left out.
final class Scribe implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int BATCH = 50;

    /// What happens is told this soon, most of it in one transaction with what follows.
    private static final Duration SOON = Duration.ofMillis(50);

    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(200);
    private static final int LONGEST_LINE = 8 * 1024;
    private static final long COST_OF_A_LINE = 100;
    private static final long MOST = 4L << 20;
    private static final long MOST_AT_THE_END = 64 * 1024;

    private final Events events;
    private final Invocations invocations;
    private final Hold hold;
    private final List<NewEvent> batch = new ArrayList<>();
    private final Deque<String> end = new ArrayDeque<>();
    private final Censor censor = new Censor();
    private long kept;
    private long atTheEnd;
    private long lost;
    private boolean isDue;
    private long due;

    /// Why lines could not be written. Whoever writes more of them is told; what is kept with rows of its own is tried
    /// all the same.
    private @Nullable RuntimeException trouble;

    /// @param invocations who confirms that the hold was taken from nobody before anything is told of it
    Scribe(Events events, Invocations invocations, Hold hold) {
        this.events = events;
        this.invocations = invocations;
        this.hold = hold;
    }

    /// Something that happened.
    synchronized void event(String kind, Map<String, Object> more) {
        add(kind, more);
        flushWithin(SOON);
    }

    /// The same, written at once together with the rows that it tells of: both are kept, or none.
    synchronized void event(String kind, Map<String, Object> more, Runnable rows) {
        add(kind, more);
        try {
            flush(rows);
        } catch (RuntimeException failure) {
            if (trouble != null && !trouble.equals(failure)) {
                failure.addSuppressed(trouble);
            }
            throw failure;
        }
    }

    void ended(Work work, Runnable rows) {
        event("agent.ended", told(work), rows);
    }

    /// The same, with how long it took to lay its tree out and to keep it.
    void ended(Work work, Took took, Runnable rows) {
        Map<String, Object> told = new LinkedHashMap<>(told(work));
        told.put("took", took.millis());
        event("agent.ended", told, rows);
    }

    private static Map<String, Object> told(Work work) {
        return switch (work) {
            case Work.Done done ->
                Map.of("result", "done", "summary", done.summary(), "files", done.files(), "usage", done.usage());
            case Work.Unchanged unchanged ->
                Map.of("result", "unchanged", "summary", unchanged.summary(), "usage", unchanged.usage());
            case Work.Declined declined ->
                Map.of("result", "declined", "reason", declined.reason(), "usage", declined.usage());
            case Work.Unkeepable unkeepable ->
                Map.of("result", "unkeepable", "findings", unkeepable.findings(), "usage", unkeepable.usage());
            case Work.Crashed crashed ->
                Map.of("result", "crashed", "reason", crashed.reason(), "usage", crashed.usage());
            case Work.Limited limited ->
                Map.of(
                        "result",
                        "limited",
                        "reason",
                        limited.reason(),
                        "until",
                        limited.until().toString(),
                        "usage",
                        limited.usage());
            case Work.Overspent overspent ->
                Map.of("result", "overspent", "reason", overspent.reason(), "usage", overspent.usage());
        };
    }

    /// How an agent begins.
    ///
    /// @param attempt how often it has begun since it last got further
    /// @param resumed whether it goes on from a checkpoint
    /// @param dispatch how often Temporal has handed it to a worker: more than began where a worker died at once
    /// @param due since when it has waited for one this time
    record Beginning(int attempt, boolean resumed, int dispatch, Instant due) {}

    /// A role is written down with the digest of what it was made of.
    void began(Assignment assignment, @Nullable Briefing briefing, Beginning beginning) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put(
                "agent", assignment.agent().runtime() + ":" + assignment.agent().name());
        told.put("attempt", beginning.attempt());
        told.put("resumed", beginning.resumed());
        told.put("dispatch", beginning.dispatch());
        told.put("due", beginning.due().toString());
        if (briefing != null) {
            told.put("role", briefing.role().name());
            told.put("roleSource", briefing.of().source());
            told.put("roleDigest", briefing.of().digest());
        }
        event("agent.began", told);
    }

    /// Nothing said is nothing kept.
    synchronized void say(String text) {
        if (!text.isBlank()) {
            line("agent.said", text);
            requireNoTrouble();
            flush();
        }
    }

    synchronized void log(String text) {
        line("agent.log", text);
        flushWithin(BETWEEN_BATCHES);
    }

    /// Writes what is left, and how much is missing.
    @Override
    public synchronized void close() {
        if (lost > 0) {
            add("agent.cut", Map.of("bytes", lost));
        }
        end.forEach(text -> add("agent.log", Map.of("text", text)));
        end.clear();
        flush();
    }

    private void line(String kind, String said) {
        String text = Plain.text(censor.of(said), LONGEST_LINE);
        if (kept + cost(text) <= MOST) {
            kept += cost(text);
            add(kind, Map.of("text", text));
            return;
        }
        end.addLast(text);
        atTheEnd += cost(text);
        while (atTheEnd > MOST_AT_THE_END) {
            String gone = end.removeFirst();
            atTheEnd -= cost(gone);
            lost += gone.length() + 1;
        }
    }

    /// A line is a row, however little stands in it.
    private static long cost(String text) {
        return text.length() + COST_OF_A_LINE;
    }

    private void add(String kind, Map<String, Object> more) {
        batch.add(told(kind, more));
    }

    private NewEvent told(String kind, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("step", hold.step());
        body.putAll(more);
        try {
            return new NewEvent(kind, JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can be written", e);
        }
    }

    private void flush() {
        flush(() -> invocations.confirm(hold));
    }

    private void flush(Runnable rows) {
        isDue = false;
        if (!batch.isEmpty()) {
            List<NewEvent> told = List.copyOf(batch);
            // Whether a broken transaction was kept, nobody knows: nothing is told twice.
            batch.clear();
            events.append(hold.tenant(), hold.runId(), told, rows);
        }
    }

    private void requireNoTrouble() {
        if (trouble != null) {
            throw trouble;
        }
    }

    /// Where nothing else is written until then.
    private void flushWithin(Duration time) {
        requireNoTrouble();
        long until = System.nanoTime() + time.toNanos();
        if (batch.size() >= BATCH) {
            flush();
        } else if (!isDue || until - due < 0) {
            isDue = true;
            due = until;
            Thread.ofVirtual().name("scribe").start(() -> flushAt(until, time));
        }
    }

    private void flushAt(long until, Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (isDue && until == due) {
                long bytes =
                        batch.stream().mapToLong(event -> event.body().length()).sum();
                try {
                    flush();
                } catch (RuntimeException failure) {
                    trouble = failure;
                    lost += bytes;
                }
            }
        }
    }
}
