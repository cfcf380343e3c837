package dev.pawl.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.access.ApiKey;
import dev.pawl.store.access.ApiKeys;
import dev.pawl.store.access.Authentication;
import dev.pawl.store.access.CreatedApiKey;
import dev.pawl.store.access.NewApiKey;
import dev.pawl.store.access.Scope;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.store.invocation.Ask;
import dev.pawl.store.invocation.Entry;
import dev.pawl.store.invocation.FencedOffException;
import dev.pawl.store.invocation.Hold;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.store.outbox.Errand;
import dev.pawl.store.outbox.NewErrand;
import dev.pawl.store.outbox.Outbox;
import dev.pawl.store.outbox.Verb;
import dev.pawl.store.run.Revision;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.RunStatus;
import dev.pawl.store.run.Runs;
import dev.pawl.store.run.StageChange;
import dev.pawl.store.testing.TestingStore;
import dev.pawl.store.testing.TestingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A machine's clock jumps by hours, as when somebody sets it: what is claimed for a time is claimed again, what is in
/// an order stays in it, and nothing is lost.
final class JumpingClockTest {

    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final TestingTime TIME = new TestingTime();

    @AutoClose
    private static final TestingStore STORE = TestingStore.fresh(TIME);

    private final Outbox outbox = STORE.get(Outbox.class);
    private final Runs runs = STORE.get(Runs.class);
    private final Events events = STORE.get(Events.class);
    private final ApiKeys keys = STORE.get(ApiKeys.class);
    private final Invocations invocations = STORE.get(Invocations.class);
    private final String tenant = TestingStore.newTenant();

    @BeforeEach
    void createRun() {
        runs.create(tenant, "run", "checkup", "A checkup");
    }

    /// A carrier died with it: without the jump, the next one has it once the lease has ended.
    @ParameterizedTest
    @ValueSource(ints = {5, -5})
    void carriesWhatWasClaimedBeforeIt(int hours) {
        add();
        Errand before = claim().getFirst();

        TIME.pass(Duration.ofHours(hours));

        assertThat(outbox.tenantsWithWork()).contains(tenant);
        Errand after = claim().getFirst();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(claim()).as("and to one at a time").isEmpty();
        outbox.done(tenant, after);
        outbox.done(tenant, before);
        outbox.failed(tenant, before, "I was asleep");
        assertThat(outbox.isWaiting(tenant, "run")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, -5})
    void triesAgainWhatHadFailedBeforeIt(int hours) {
        add();
        outbox.failed(tenant, claim().getFirst(), "Temporal does not answer");

        TIME.pass(Duration.ofHours(hours));

        assertThat(claim()).hasSize(1);
    }

    /// The same of what was put down by a clock that goes ahead of this one, as long as it does not by much.
    @Test
    void leavesAloneWhatAnotherGatewayWithAnotherClockHasClaimed() {
        add();
        claim();

        TIME.pass(Duration.ofMinutes(-2));
        assertThat(claim()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, -5})
    void fencesOffByNumberAndNotByTime(int hours) {
        Hold first = begin();
        TIME.pass(Duration.ofHours(hours));
        Hold second = begin();

        assertThatThrownBy(() -> invocations.checkpoint(first, "{}")).isInstanceOf(FencedOffException.class);
        TIME.pass(Duration.ofHours(-hours));
        assertThatThrownBy(() -> invocations.finish(first, "{}")).isInstanceOf(FencedOffException.class);
        invocations.finish(second, "{\"by\": \"the second\"}");
        assertThat(invocations.find(tenant, "run", "fix/1").orElseThrow().result())
                .contains("the second");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, -5})
    void followsTheStoryAndNotTheClock(int hours) {
        move(1, RunStatus.RUNNING);
        TIME.pass(Duration.ofHours(hours));
        runs.end(tenant, "run", new Revision(NOON, 3), "{}");
        TIME.pass(Duration.ofHours(-hours));

        assertThat(move(2, RunStatus.RUNNING)).isFalse();
        assertThat(runs.find(tenant, "run").map(Run::status)).contains(RunStatus.ENDED);
    }

    /// The story was heard, and somebody asked about it, while the clock was far ahead.
    @Test
    void asksAboutAQuietRunThoughItWasHeardOfLater() {
        TIME.pass(Duration.ofHours(5));
        assertThat(quiet()).as("ahead, each run counts as quiet").hasSize(1);
        move(1, RunStatus.RUNNING);
        TIME.pass(Duration.ofHours(-5));

        assertThat(runs.tenantsWithQuietRuns(SILENCE)).contains(tenant);
        assertThat(quiet()).hasSize(1);
        assertThat(quiet()).as("and once in a while").isEmpty();
        assertThat(runs.find(tenant, "run").orElseThrow().startedAt())
                .as("the control: who waits until that lies behind asks in five hours")
                .isAfter(TIME.instant());
    }

    /// Who was asked about too early is not ended by what is said of it.
    @Test
    void endsNothingThatIsTakenForQuietAndIsNot() {
        move(1, RunStatus.RUNNING);
        TIME.pass(Duration.ofHours(5));
        Run quiet = quiet().getFirst();
        move(2, RunStatus.RUNNING);

        assertThat(runs.endUnheard(tenant, quiet, "{}")).isFalse();
        assertThat(runs.find(tenant, "run").map(Run::status)).contains(RunStatus.RUNNING);
        assertThat(runs.endUnheard(tenant, runs.find(tenant, "run").orElseThrow(), "{}"))
                .as("the control: who does not say what he has seen ends it")
                .isTrue();
    }

    @Test
    void opensWithAKeyByTheClockAndKeepsShutWhatWasRevoked() {
        CreatedApiKey ending = keys.create(tenant, key("ending", TIME.instant().plus(Duration.ofHours(1))));
        CreatedApiKey revoked = keys.create(tenant, key("revoked", null));

        TIME.pass(Duration.ofHours(5));
        assertThat(keys.authenticate(ending.text())).isInstanceOf(Authentication.Refused.class);
        keys.revoke(tenant, revoked.key().id());
        TIME.pass(Duration.ofHours(-5));

        assertThat(keys.authenticate(ending.text())).isInstanceOf(Authentication.Accepted.class);
        assertThat(keys.authenticate(revoked.text())).isInstanceOf(Authentication.Refused.class);
        assertThat(known(revoked).revokedAt())
                .as("the control: who compares the times lets it in")
                .isAfter(TIME.instant());
    }

    @Test
    void notesTheUseOfAKeyThatWasUsedLater() {
        CreatedApiKey key = keys.create(tenant, key("used", null));
        TIME.pass(Duration.ofHours(5));
        keys.noteUse(key.key());
        TIME.pass(Duration.ofHours(-5));
        assertThat(known(key).lastUsedAt())
                .as("the control: who waits until that lies behind notes nothing for five hours")
                .isAfter(TIME.instant());

        keys.noteUse(known(key));

        assertThat(known(key).lastUsedAt()).isEqualTo(StoreClock.inMicroseconds(TIME.instant()));
    }

    @Test
    void numbersEventsInTheOrderInWhichTheyCame() {
        tell("one");
        TIME.pass(Duration.ofHours(-5));
        tell("two");
        TIME.pass(Duration.ofHours(5));
        tell("three");

        List<Event> told = events.after(tenant, "run", 0, 10);
        assertThat(told).extracting(Event::kind).containsExactly("one", "two", "three");
        assertThat(told).extracting(Event::seq).containsExactly(1L, 2L, 3L);
        assertThat(told.stream().sorted(Comparator.comparing(Event::at)).map(Event::kind))
                .as("the control: who goes by the clock has another order")
                .isNotEqualTo(List.of("one", "two", "three"))
                .startsWith("two");
    }

    private boolean move(long revision, RunStatus status) {
        return runs.move(tenant, "run", new Revision(NOON, revision), new StageChange(status, "fix", null));
    }

    private List<Run> quiet() {
        return runs.claimQuiet(tenant, SILENCE, 10);
    }

    private static NewApiKey key(String name, @Nullable Instant end) {
        return new NewApiKey(name, EnumSet.of(Scope.READ), end);
    }

    private ApiKey known(CreatedApiKey key) {
        return keys.list(tenant).stream()
                .filter(each -> each.id().equals(key.key().id()))
                .findFirst()
                .orElseThrow();
    }

    private void tell(String kind) {
        events.append(tenant, "run", List.of(new NewEvent(kind, "{}")));
    }

    private Hold begin() {
        return ((Entry.Held) invocations.begin(tenant, "run", "fix/1", new Ask("input", null, NOON))).hold();
    }

    private void add() {
        outbox.add(tenant, new NewErrand(Verb.START, "run", "{}", null));
    }

    private List<Errand> claim() {
        return outbox.claim(tenant, 10, LEASE);
    }
}
