package dev.pawl.activities.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheTest {

    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong();
    private Cache cache;

    @BeforeEach
    void open() {
        cache = new Cache(folder, 10, now::get);
    }

    @Test
    void evictsWhatWasNotUsedForTheLongestTime() throws IOException {
        visit("a", 4);
        visit("b", 4);
        visit("a", 4);
        visit("c", 4);
        visit("d", 4);

        assertThat(folder.resolve("b")).doesNotExist();
        assertThat(folder.resolve("a")).exists();
    }

    @Test
    void evictsNothingWhileSomebodyIsThere() throws IOException {
        Cache.Place guest = cache.enter("a");
        write(guest, 20);
        visit("b", 4);
        visit("c", 4);
        assertThat(folder.resolve("a")).exists();

        cache.leave(guest);
        visit("d", 4);
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void evictsWhatALifeBeforeThisOneLeftBeforeAllOthers() throws IOException {
        visit("a", 4);
        Files.createDirectories(folder.resolve("old"));
        Files.write(folder.resolve("old/file"), new byte[8]);
        visit("b", 4);

        assertThat(folder.resolve("old")).doesNotExist();
        assertThat(folder.resolve("a")).exists();
    }

    @Test
    void alsoEvictsWhatHasGrownInUse() throws IOException {
        visit("a", 4);
        visit("a", 40);
        visit("a", 40);
        assertThat(folder.resolve("a/file")).as("control: not at once").exists();

        now.addAndGet(Duration.ofMinutes(11).toNanos());
        cache.leave(cache.enter("a"));
        assertThat(folder.resolve("a/file")).doesNotExist();
    }

    private void visit(String name, int bytes) throws IOException {
        Cache.Place place = cache.enter(name);
        write(place, bytes);
        cache.leave(place);
    }

    private static void write(Cache.Place place, int bytes) throws IOException {
        Files.createDirectories(place.folder());
        Files.write(place.folder().resolve("file"), new byte[bytes]);
    }
}
