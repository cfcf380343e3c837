package dev.pawl.activities.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a worker has at hand of repositories mends itself, and nobody waits there who need not.
final class MirrorsTest {

    @TempDir
    private Path folder;

    private TestingWorkshop workshop;
    private TestingOrigin origin;

    @BeforeEach
    void open() throws IOException {
        workshop = TestingWorkshop.in(folder);
        origin = TestingOrigin.in(folder.resolve("origin"));
        origin.write("a.txt", "one\n").commit("First");
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void fetchesPastTheLockOfADeadGit() throws IOException {
        workshop.opened(origin);
        Files.createFile(mirror().resolve("refs/pawl/fetched.lock"));
        Files.createFile(mirror().resolve("packed-refs.lock"));

        assertThat(openedLater()).isEqualTo(origin.head());
    }

    @Test
    void makesAnewWhatADeadWorkerMadeHalfOf() throws IOException {
        workshop.opened(origin);
        Files.delete(mirror().resolve("HEAD"));
        assertThat(openedLater()).isEqualTo(origin.head());

        Files.writeString(mirror().resolve("HEAD"), "");
        assertThat(openedLater()).isEqualTo(origin.head());
    }

    @Test
    void fetchesOnceMoreWhenWhatIsAtHandIsDamaged() throws IOException {
        workshop.opened(origin);
        try (Stream<Path> files = Files.walk(mirror())) {
            for (Path pack :
                    files.filter(file -> file.toString().endsWith(".pack")).toList()) {
                Files.delete(pack);
                Files.writeString(pack, "rubbish");
            }
        }

        assertThat(openedLater()).isEqualTo(origin.head());

        Files.writeString(mirror().resolve("config"), "rubbish [");
        assertThat(openedLater()).isEqualTo(origin.head());
        assertThat(workshop.open(origin, "no-such-branch")).isInstanceOf(Opened.Declined.class);
    }

    @Test
    void letsManyComeFirst() throws Exception {
        Mirrors mirrors = workshop.get(Mirrors.class);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 20; round++) {
                String url = "file:///first-" + round;
                Callable<Boolean> visit = () -> {
                    try (Mirrors.Visit visiting = mirrors.of(workshop.tenant(), url)) {
                        return visiting.mirror().at("HEAD").isEmpty();
                    }
                };
                for (Future<Boolean> one : threads.invokeAll(Collections.nCopies(8, visit))) {
                    assertThat(one.get()).isTrue();
                }
            }
        }
    }

    @Test
    void doesNotWaitForAFetchWhenAllIsAtHand() throws Exception {
        Workspace base = workshop.opened(origin);
        Mirrors mirrors = workshop.get(Mirrors.class);
        try (Mirrors.Visit fetching = mirrors.of(workshop.tenant(), origin.url())) {
            fetching.fetching().lock();
            try {
                Visitor visitor = new Visitor(mirrors, base);

                assertThat(visitor.thread.join(Duration.ofSeconds(30))).isTrue();
                assertThat(visitor.end.get()).isNull();
            } finally {
                fetching.fetching().unlock();
            }
        }
    }

    @Test
    void letsGoOfWhoWaitsForAFetchAndIsToStop() throws Exception {
        Workspace base = workshop.opened(origin);
        workshop.moveTo(folder.resolve("another-worker"));
        Mirrors mirrors = workshop.get(Mirrors.class);
        try (Mirrors.Visit fetching = mirrors.of(workshop.tenant(), origin.url())) {
            fetching.fetching().lock();
            try {
                Visitor visitor = new Visitor(mirrors, base);
                while (!fetching.fetching().hasQueuedThread(visitor.thread)) {
                    Thread.sleep(5);
                }

                visitor.thread.interrupt();

                assertThat(visitor.thread.join(Duration.ofSeconds(10))).isTrue();
                assertThat(visitor.end.get()).isInstanceOf(InterruptedIOException.class);
            } finally {
                fetching.fetching().unlock();
            }
        }
    }

    /// Somebody who needs a workspace, in a thread of its own.
    private final class Visitor {

        private final AtomicReference<@Nullable IOException> end = new AtomicReference<>();
        private final Thread thread;

        Visitor(Mirrors mirrors, Workspace workspace) {
            thread = Thread.ofPlatform().start(() -> {
                try {
                    mirrors.holding(workshop.tenant(), workspace).close();
                } catch (IOException e) {
                    end.set(e);
                }
            });
        }
    }

    private Path mirror() throws IOException {
        try (Stream<Path> mirrors = Files.list(folder.resolve("station/0/cache/repositories"))) {
            List<Path> all = mirrors.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private String openedLater() throws IOException {
        origin.write("a.txt", "two\n").commit("Second");
        return workshop.opened(origin).commit();
    }
}
