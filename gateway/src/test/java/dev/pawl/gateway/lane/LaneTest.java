package dev.pawl.gateway.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LaneTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MANY = 100;
    private static final Duration SHORT = Duration.ofMillis(10);

    /// What was served together.
    private final List<List<String>> served = Collections.synchronizedList(new ArrayList<>());

    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);

    @AutoClose
    private final Lane<String, String> lane = Lane.open("test", LONG, LaneTest::tenant, this::serve);

    @Test
    void servesTogetherWhoCameMeanwhile() throws InterruptedException {
        CompletableFuture<String> first = lane.ask("a:first");
        awaitBegun();
        List<CompletableFuture<String>> others = IntStream.range(0, MANY)
                .mapToObj(number -> lane.ask("a:" + number))
                .toList();
        mayEnd.release(MANY);

        assertThat(answer(first)).isEqualTo("to a:first");
        for (int number = 0; number < MANY; number++) {
            assertThat(answer(others.get(number))).isEqualTo("to a:" + number);
        }
        assertThat(served)
                .as("the first, and then each of the two servers what it found")
                .hasSizeBetween(2, 3);
    }

    @Test
    void looksAgainForWhoAsksTheSameWhileItIsLookedUp() throws InterruptedException {
        CompletableFuture<String> early = lane.ask("a:1");
        awaitBegun();
        CompletableFuture<String> late = lane.ask("a:1");
        mayEnd.release();
        assertThat(answer(early)).isEqualTo("to a:1");

        awaitBegun();
        assertThat(late).isNotDone();
        mayEnd.release();

        assertThat(answer(late)).isEqualTo("to a:1");
        assertThat(served).hasSize(2);
    }

    @Test
    void neverServesTwoTenantsTogether() throws InterruptedException {
        CompletableFuture<String> first = lane.ask("a:0");
        awaitBegun();
        CompletableFuture<String> ours = lane.ask("a:1");
        CompletableFuture<String> theirs = lane.ask("b:1");
        CompletableFuture<String> oursToo = lane.ask("a:2");
        mayEnd.release(MANY);

        assertThat(List.of(answer(first), answer(ours), answer(theirs), answer(oursToo)))
                .containsExactly("to a:0", "to a:1", "to b:1", "to a:2");
        assertThat(served)
                .allMatch(together ->
                        together.stream().map(LaneTest::tenant).distinct().count() == 1);
    }

    @Test
    void tellsOfAFailureThoseWhomItStruckAndServesOn() throws InterruptedException {
        CompletableFuture<String> first = lane.ask("a:0");
        awaitBegun();
        CompletableFuture<String> struck = lane.ask("bad:1");
        CompletableFuture<String> spared = lane.ask("a:1");
        mayEnd.release(4);

        assertThat(answer(first)).isEqualTo("to a:0");
        assertThatThrownBy(() -> answer(struck)).hasRootCauseMessage("bad cannot be served");
        assertThat(answer(spared)).isEqualTo("to a:1");
        assertThat(answer(lane.ask("a:2"))).isEqualTo("to a:2");
    }

    @Test
    void goesOnWhereOneServerIsStuck() throws InterruptedException {
        try (Lane<String, String> two = Lane.open("two", SHORT, LaneTest::tenant, this::serveSlowly)) {
            CompletableFuture<String> stuck = two.ask("slow:1");
            awaitBegun();

            assertThat(answer(two.ask("a:1"))).isEqualTo("to a:1");
            assertThat(stuck).isNotDone();
            mayEnd.release();
            assertThat(answer(stuck)).isEqualTo("to slow:1");
        }
    }

    @Test
    void servesWhoWaitsWhenItIsClosedAndNobodyAfterwards() {
        Lane<String, String> closing = Lane.open("things", LaneTest::tenant, (_, all) -> answers(all));
        List<CompletableFuture<String>> asked = IntStream.range(0, 1000)
                .mapToObj(number -> closing.ask("a:" + number))
                .toList();
        closing.close();

        assertThat(asked).allMatch(CompletableFuture::isDone);
        assertThat(answer(asked.getLast())).isEqualTo("to a:999");
        assertThatThrownBy(() -> answer(closing.ask("a:1"))).hasRootCauseInstanceOf(StoreUnavailableException.class);
    }

    private List<String> serve(String tenant, List<String> questions) {
        served.add(questions);
        begun.release();
        mayEnd.acquireUninterruptibly();
        if (tenant.equals("bad")) {
            throw new IllegalStateException("bad cannot be served");
        }
        return answers(questions);
    }

    private List<String> serveSlowly(String tenant, List<String> questions) {
        return tenant.equals("slow") ? serve(tenant, questions) : answers(questions);
    }

    private static List<String> answers(List<String> questions) {
        return questions.stream().map(question -> "to " + question).toList();
    }

    private static String tenant(String question) {
        return question.substring(0, question.indexOf(':'));
    }

    private void awaitBegun() throws InterruptedException {
        assertThat(begun.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static String answer(CompletableFuture<String> asked) {
        return asked.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    }
}
