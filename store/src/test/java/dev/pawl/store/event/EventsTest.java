package dev.pawl.store.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.run.Run;
import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EventsTest {

    private static final TestingDatabase DATABASE = TestingDatabase.fresh();
    private static final int WRITERS = 8;
    private static final int EACH = 60;

    @AutoClose
    private static final TestingStore STORE = TestingStore.over(DATABASE.settings());

    private final Events events = STORE.get(Events.class);
    private final Runs runs = STORE.get(Runs.class);
    private final String tenant = TestingStore.newTenant();

    @BeforeEach
    void createRun() {
        runs.create(tenant, "run", "checkup", "A checkup");
    }

    @Test
    void numbersEventsFromOne() {
        assertThat(events.append(tenant, "run", List.of(event("a"), event("b"))))
                .isEqualTo(2);
        assertThat(events.append(tenant, "run", List.of(event("c")))).isEqualTo(3);

        assertThat(events.after(tenant, "run", 0, 10)).extracting(Event::seq).containsExactly(1L, 2L, 3L);
        assertThat(events.after(tenant, "run", 1, 1)).extracting(Event::kind).containsExactly("b");
        assertThat(runs.find(tenant, "run").map(Run::lastEvent)).contains(3L);
    }

    @Test
    void addsNothingForNothing() {
        assertThat(events.append(tenant, "run", List.of())).isZero();
    }

    @Test
    void refusesEventsOfARunThatIsNotThere() {
        assertThatThrownBy(() -> events.append(tenant, "nowhere", List.of(event("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no run 'nowhere'");
    }

    @Test
    void neverShowsAGapToAReader() throws InterruptedException, ExecutionException {
        AtomicBoolean writing = new AtomicBoolean(true);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Long>> seen = threads.submit(() -> follow(writing));
            List<Future<Boolean>> writers = threads.invokeAll(Collections.nCopies(WRITERS, this::write));
            writing.set(false);
            for (Future<Boolean> writer : writers) {
                writer.get();
            }
            assertThat(seen.get())
                    .isEqualTo(LongStream.rangeClosed(1, WRITERS * EACH).boxed().toList());
        }
    }

    /// The broken control: the same reader does see a gap where a sequence gives the numbers.
    @Test
    void wouldShowAGapIfASequenceGaveTheNumbers() throws SQLException {
        try (Connection owner = DATABASE.owner();
                Connection slow = DATABASE.owner();
                Connection quick = DATABASE.owner()) {
            execute(owner, "create sequence numbers");
            execute(owner, "create table numbered (seq bigint not null default nextval('numbers'))");
            slow.setAutoCommit(false);
            execute(slow, "insert into numbered default values");
            execute(quick, "insert into numbered default values");

            assertThat(numbers(owner)).containsExactly(2L);
            slow.commit();
            assertThat(numbers(owner)).containsExactly(1L, 2L);
            execute(owner, "drop table numbered; drop sequence numbers");
        }
    }

    private boolean write() {
        for (int count = 0; count < EACH / 2; count++) {
            events.append(tenant, "run", List.of(event("one"), event("two")));
        }
        return true;
    }

    /// What somebody sees who always asks for what comes after the last number seen.
    private List<Long> follow(AtomicBoolean writing) {
        List<Long> seen = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = writing.get();
            long last = seen.isEmpty() ? 0 : seen.getLast();
            List<Event> found = events.after(tenant, "run", last, 1000);
            found.forEach(event -> seen.add(event.seq()));
        }
        return seen;
    }

    private static NewEvent event(String kind) {
        return new NewEvent(kind, "{\"said\": \"" + kind + "\"}");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<Long> numbers(Connection connection) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select seq from numbered order by seq")) {
            while (result.next()) {
                numbers.add(result.getLong(1));
            }
        }
        return numbers;
    }
}
