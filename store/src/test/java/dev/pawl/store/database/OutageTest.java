package dev.pawl.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingPostgres;
import dev.pawl.store.testing.TestingStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// PostgreSQL is killed and comes back: that costs retries, never data.
final class OutageTest {

    private static final int WRITERS = 4;
    private static final TestingPostgres SERVER = TestingPostgres.start();
    private static final TestingDatabase DATABASE = TestingDatabase.on(SERVER);
    private static final TestingStore STORE = TestingStore.over(DATABASE.settings());

    private final Events events = STORE.get(Events.class);
    private final String tenant = TestingStore.newTenant();

    @AfterAll
    static void stop() {
        STORE.close();
        SERVER.close();
    }

    @Test
    void keepsEveryAcknowledgedWriteThroughAKill() throws Exception {
        STORE.get(Runs.class).create(tenant, "run", "checkup", "A checkup");
        AtomicBoolean writing = new AtomicBoolean(true);
        AtomicInteger acknowledged = new AtomicInteger();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(number -> threads.submit(writer(number, writing, acknowledged)))
                    .toList();
            awaitMore(acknowledged, 100, writers);
            SERVER.kill();
            SERVER.restart();
            awaitMore(acknowledged, 100, writers);
            writing.set(false);

            requireAllKept(writers);
        }
    }

    @Test
    void saysThatItIsDownAndThatItIsUpAgain() {
        Database database = STORE.get(Database.class);
        awaitAnswer(database);
        SERVER.kill();
        try {
            long begun = System.nanoTime();
            assertThatThrownBy(database::ping)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageStartingWith("PostgreSQL d");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
            assertThatThrownBy(() -> STORE.get(Runs.class).find(tenant, "run"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageEndingWith("Try again shortly.");
        } finally {
            SERVER.restart();
        }
        awaitAnswer(database);
    }

    @Test
    void namesTheSettingsWhenThePasswordIsWrong() {
        Map<String, Object> wrong =
                TestingStore.both(TestingDatabase.fresh().settings(), Map.of("pawl.database.password", "wrong"));

        try (TestingStore store = TestingStore.over(wrong)) {
            Runs runs = store.get(Runs.class);
            assertThatThrownBy(() -> runs.find(tenant, "run"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(
                            "Check PAWL_DATABASE_URL, PAWL_DATABASE_USERNAME and PAWL_DATABASE_PASSWORD.");
        }
    }

    @Test
    void writesToTheDiskBeforeItAcknowledges() throws SQLException {
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement();
                ResultSet result = statement.executeQuery(
                        "select current_setting('fsync') || ' ' || current_setting('synchronous_commit')")) {
            result.next();
            assertThat(result.getString(1)).isEqualTo("on on");
        }
    }

    /// The pool asks again after a pause of at most five seconds.
    private static void awaitAnswer(Database database) {
        Instant end = Instant.now().plusSeconds(15);
        boolean answered = false;
        while (!answered) {
            try {
                database.ping();
                answered = true;
            } catch (StoreUnavailableException passing) {
                assertThat(Instant.now()).isBefore(end);
            }
        }
    }

    /// Writes until it is told to stop, each until it is acknowledged, and returns what was acknowledged.
    private Callable<List<String>> writer(int number, AtomicBoolean writing, AtomicInteger acknowledged) {
        return () -> {
            List<String> written = new ArrayList<>();
            while (writing.get()) {
                String kind = number + "-" + written.size();
                if (append(kind)) {
                    written.add(kind);
                    acknowledged.incrementAndGet();
                }
            }
            return written;
        };
    }

    private boolean append(String kind) {
        try {
            events.append(tenant, "run", List.of(new NewEvent(kind, "{}")));
            return true;
        } catch (StoreUnavailableException passing) {
            return false;
        }
    }

    private void requireAllKept(List<Future<List<String>>> writers) throws InterruptedException, ExecutionException {
        List<String> written = new ArrayList<>();
        for (Future<List<String>> writer : writers) {
            written.addAll(writer.get());
        }
        List<Event> kept = events.after(tenant, "run", 0, Integer.MAX_VALUE);
        assertThat(kept).extracting(Event::kind).containsAll(written);
        assertThat(kept)
                .extracting(Event::seq)
                .isEqualTo(LongStream.rangeClosed(1, kept.size()).boxed().toList());
    }

    private static void awaitMore(AtomicInteger acknowledged, int more, List<Future<List<String>>> writers)
            throws InterruptedException {
        int goal = acknowledged.get() + more;
        while (acknowledged.get() < goal && writers.stream().noneMatch(Future::isDone)) {
            Thread.sleep(5);
        }
    }
}
