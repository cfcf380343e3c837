package dev.pawl.activities.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Who may hold how much, and who waits.
final class SpaceTest {

    @Test
    void aLineHoldsNoMoreThanOneLargestRequest() {
        Space line = Space.of(100, 10).ofAnother();
        Space another = line.ofAnother();

        Space.Place place = line.place(10).orElseThrow();
        assertThat(line.place(1)).isEmpty();
        assertThat(another.place(10)).isPresent();

        place.close();
        place.close();
        assertThat(line.place(10)).isPresent();
        assertThat(line.place(1)).as("given back once").isEmpty();
    }

    @Test
    void whoFindsNoRoomWaitsAndThoseWhoComeLaterDoToo() throws Exception {
        Space space = Space.of(10, 10);
        Space.Place first = space.ofAnother().place(6).orElseThrow();
        Space.Place second = space.ofAnother().place(6).orElseThrow();
        Space.Place third = space.ofAnother().place(1).orElseThrow();
        assertThat(first.take()).isTrue();
        assertThat(second.take()).isFalse();

        try (ExecutorService lines = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> waiting = lines.submit(second::await);
            while (space.waiting() == 0) {
                Thread.onSpinWait();
            }
            assertThat(third.take()).as("before its turn").isFalse();

            first.close();
            assertThat(waiting.get()).isTrue();
        }
        assertThat(third.take()).isTrue();
    }

    @Test
    void aPlaceThatWasNotTakenGivesNothingBack() {
        Space space = Space.of(10, 10);
        Space.Place taken = space.ofAnother().place(10).orElseThrow();
        assertThat(taken.take()).isTrue();

        space.ofAnother().place(10).orElseThrow().close();

        assertThat(space.ofAnother().place(1).orElseThrow().take()).isFalse();
    }

    @Test
    void aRequestIsNoLargerThanAllThereIs() {
        assertThat(Space.of(10, 32).largest()).isEqualTo(10);
    }
}
