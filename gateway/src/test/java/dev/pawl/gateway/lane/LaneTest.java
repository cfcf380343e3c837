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
    private static final String BAD = "bad";
    private static final String AWAY = "away";
    private static final String BROKEN = "broken";
    private static final String SLOW = "slow";
    private static final Duration SHORT = Duration.ofMillis(10);

    /// What was served together.
    private final List<List<String>> served = Collections.synchronizedList(new ArrayList<>());

    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);

    @AutoClose
    private final Lane<String, String> lane = new Lane<>("test", LONG, this::serve);

    @Test
    void servesTogetherWhoCameMeanwhile() throws InterruptedException {
        CompletableFuture<String> first = lane.ask("first");
        awaitBegun();
        List<CompletableFuture<String>> others = askMany(lane);
        mayEnd.release(MANY);

        assertThat(answer(first)).isEqualTo("to first");
        for (int number = 0; number < MANY; number++) {
            assertThat(answer(others.get(number))).isEqualTo("to " + number);
        }
        assertThat(served).hasSize(2);
    }

    @Test
    void looksAgainForWhoAsksTheSameWhileItIsLookedUp() throws InterruptedException {
        CompletableFuture<String> early = lane.ask("1");
        awaitBegun();
        CompletableFuture<String> late = lane.ask("1");
        mayEnd.release();
        assertThat(answer(early)).isEqualTo("to 1");

        awaitBegun();
        assertThat(late).isNotDone();
        mayEnd.release();

        assertThat(answer(late)).isEqualTo("to 1");
        assertThat(served).hasSize(2);
    }

    @Test
    void tellsOfAFailureOnlyWhoIsTheReason() throws InterruptedException {
        CompletableFuture<String> first = lane.ask("0");
        awaitBegun();
        CompletableFuture<String> spared = lane.ask("1");
        CompletableFuture<String> struck = lane.ask(BAD);
        mayEnd.release(MANY);

        assertThat(answer(first)).isEqualTo("to 0");
        assertThat(answer(spared)).isEqualTo("to 1");
        assertThatThrownBy(() -> answer(struck)).hasRootCauseMessage("bad cannot be served");
        assertThat(answer(lane.ask("2"))).isEqualTo("to 2");
    }

    /// Asking one by one would ask a database again that is away, as often as many are there.
    @Test
    void tellsAllOfThemThatTheStoreIsAway() throws InterruptedException {
        CompletableFuture<String> first = lane.ask("0");
        awaitBegun();
        CompletableFuture<String> one = lane.ask(AWAY);
        CompletableFuture<String> other = lane.ask("1");
        mayEnd.release(MANY);

        assertThat(answer(first)).isEqualTo("to 0");
        for (CompletableFuture<String> each : List.of(one, other)) {
            assertThatThrownBy(() -> answer(each)).hasRootCauseInstanceOf(StoreUnavailableException.class);
        }
        assertThat(served).hasSize(2);
    }

    @Test
    void goesOnAfterAnError() {
        mayEnd.release(MANY);
        for (int count = 0; count < 3; count++) {
            assertThatThrownBy(() -> answer(lane.ask(BROKEN))).hasRootCauseInstanceOf(AssertionError.class);
        }

        assertThat(answer(lane.ask("1"))).isEqualTo("to 1");
    }

    @Test
    void goesOnWhereOneServerIsStuck() throws InterruptedException {
        try (Lane<String, String> two = new Lane<>("two", SHORT, this::serveSlowly)) {
            CompletableFuture<String> stuck = two.ask(SLOW);
            awaitBegun();

            assertThat(answer(two.ask("1"))).isEqualTo("to 1");
            assertThat(stuck).isNotDone();
            mayEnd.release();
            assertThat(answer(stuck)).isEqualTo("to slow");
        }
    }

    @Test
    void refusesWhoeverWouldWaitBehindTenThousand() throws InterruptedException {
        CompletableFuture<String> first = lane.ask("first");
        awaitBegun();
        List<CompletableFuture<String>> asked = IntStream.range(0, 10_001)
                .mapToObj(number -> lane.ask("" + number))
                .toList();

        assertThatThrownBy(() -> answer(asked.getLast())).hasMessageContaining("10000 calls wait for test already");
        mayEnd.release(asked.size());
        assertThat(answer(first)).isEqualTo("to first");
        assertThat(answer(asked.get(9_999))).isEqualTo("to 9999");
    }

    @Test
    void servesWhoIsThereWhenItIsClosedAndNobodyAfterwards() throws InterruptedException {
        CompletableFuture<String> first = lane.ask("first");
        awaitBegun();
        List<CompletableFuture<String>> waiting = askMany(lane);
        Thread closing = Thread.ofVirtual().start(lane::close);
        CompletableFuture<String> late = lane.ask("late");
        while (!late.isDone()) {
            late = lane.ask("late");
        }
        mayEnd.release(MANY);
        closing.join();

        assertThat(answer(first)).isEqualTo("to first");
        assertThat(waiting).allMatch(CompletableFuture::isDone);
        assertThat(answer(waiting.getLast())).isEqualTo("to 99");
        assertThatThrownBy(() -> answer(lane.ask("1"))).hasMessageContaining("The gateway closes.");
    }

    private static List<CompletableFuture<String>> askMany(Lane<String, String> lane) {
        return IntStream.range(0, MANY)
                .mapToObj(number -> lane.ask("" + number))
                .toList();
    }

    /// As a way to a database does, it ends when its thread is interrupted.
    private List<String> serve(List<String> questions) {
        served.add(questions);
        begun.release();
        try {
            mayEnd.acquire();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        if (questions.contains(BAD)) {
            throw new IllegalStateException("bad cannot be served");
        }
        if (questions.contains(AWAY)) {
            throw new StoreUnavailableException("away", null);
        }
        if (questions.contains(BROKEN)) {
            throw new AssertionError("broken");
        }
        return answers(questions);
    }

    private List<String> serveSlowly(List<String> questions) {
        return questions.contains(SLOW) ? serve(questions) : answers(questions);
    }

    private static List<String> answers(List<String> questions) {
        return questions.stream().map(question -> "to " + question).toList();
    }

    private void awaitBegun() throws InterruptedException {
        assertThat(begun.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static String answer(CompletableFuture<String> asked) {
        return asked.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    }
}
