package dev.pawl.activities.probe;

import dev.pawl.activities.ledger.Chronicle;
import dev.pawl.store.blob.BlobDamagedException;
import dev.pawl.store.blob.BlobRef;
import dev.pawl.store.blob.Blobs;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.probe.Finding;
import dev.pawl.workflows.port.probe.Probes;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Writes a little into each part and reads it back.
@Singleton
public final class ProbeActivities implements Probes {

    private final Chronicle chronicle;
    private final Events events;
    private final Blobs blobs;

    public ProbeActivities(Chronicle chronicle, Events events, Blobs blobs) {
        this.chronicle = chronicle;
        this.events = events;
        this.blobs = blobs;
    }

    @Override
    public List<Finding> probe(Moment moment, int round) {
        ActivityInfo info = Activity.getExecutionContext().getInfo();
        String pool = info.getActivityTaskQueue();
        chronicle.reached(moment);
        long objects = millis(() -> Chronicle.kept(() -> useObjects(moment, pool)));
        long database = millis(() -> Chronicle.kept(() -> useDatabase(moment, pool, round, info.getAttempt())));
        return List.of(
                new Finding(pool, "objects", Finding.Status.SOUND, "", objects),
                new Finding(pool, "database", Finding.Status.SOUND, "", database));
    }

    /// The same few bytes for each run and pool: however often it is asked, one small object.
    private BlobRef useObjects(Moment moment, String pool) {
        byte[] written =
                "Probed by %s in pool %s.".formatted(moment.run(), pool).getBytes(StandardCharsets.UTF_8);
        try {
            BlobRef ref = blobs.put(moment.tenant(), new ByteArrayInputStream(written), "text/plain");
            try (InputStream stored = blobs.open(moment.tenant(), ref)) {
                if (!Arrays.equals(written, stored.readAllBytes())) {
                    throw Failure.STORE_CORRUPT.because(
                            "The object store gave back other bytes than it was given.", null);
                }
            }
            return ref;
        } catch (BlobDamagedException e) {
            throw Failure.STORE_CORRUPT.because(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw Failure.STORE_UNAVAILABLE.because(String.valueOf(e.getMessage()), e);
        }
    }

    private long useDatabase(Moment moment, String pool, int round, int attempt) {
        String body = "{\"pool\":\"%s\",\"round\":%d,\"attempt\":%d}".formatted(pool, round, attempt);
        long number = events.append(moment.tenant(), moment.run(), List.of(new NewEvent("probed", body)));
        List<Event> read = events.after(moment.tenant(), moment.run(), number - 1, 1);
        if (read.isEmpty() || read.getFirst().seq() != number) {
            throw Failure.STORE_CORRUPT.because("The database does not give back the event that it was given.", null);
        }
        return number;
    }

    private static long millis(Runnable use) {
        long begun = System.nanoTime();
        use.run();
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
