package dev.pawl.store.blob;

import dev.pawl.store.database.StoreClock;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes away what is stored and nothing refers to. First PostgreSQL gives an object up for good, then it is removed.
/// So whoever dies in between leaves an object that the next round knows to be given up, two at once do no harm, and
/// whoever puts the same bytes meanwhile finds the name used up and takes another.
@Singleton
public final class Collector {

    /// Longer than a page takes, so that another goes on only where somebody died.
    private static final Duration LEASE = Duration.ofMinutes(10);

    /// So many are named; they are enough to see what lies there.
    private static final int MOST_STRANGERS = 10;

    private final Tenants tenants;
    private final RoundRepository rounds;
    private final Garbage garbage;
    private final ObjectStore objects;
    private final StoreClock clock;

    Collector(Tenants tenants, RoundRepository rounds, Garbage garbage, ObjectStore objects, StoreClock clock) {
        this.tenants = tenants;
        this.rounds = rounds;
        this.garbage = garbage;
        this.objects = objects;
        this.clock = clock;
    }

    /// Whose objects there are.
    public Ground ground() {
        List<String> known = new ArrayList<>();
        List<String> strangers = new ArrayList<>();
        for (String name : objects.top()) {
            String tenant = name.endsWith("/") ? name.substring(0, name.length() - 1) : "";
            (Tenants.isName(tenant) ? known : strangers).add(name.endsWith("/") ? tenant : name);
        }
        return new Ground(known, strangers);
    }

    /// Goes round for a tenant if a round is due and nobody else is at it, or goes on with one that somebody left. What
    /// is younger than the grace stays. An interrupt ends it after the object that is at hand.
    ///
    /// @param pause between the end of a round and the next one
    public Optional<Collected> collect(String tenant, Duration grace, Duration pause) {
        Instant now = clock.now();
        Instant leaseEnd = now.plus(LEASE);
        Instant first = now.plus(pause);
        Round round = tenants.in(
                        tenant, () -> Optional.ofNullable(rounds.claim(now, leaseEnd, first, first.plus(LEASE))))
                .filter(claimed -> claimed.dueAt().equals(leaseEnd))
                .orElse(null);
        if (round == null) {
            return Optional.empty();
        }
        Walk walk = new Walk(tenant, round);
        try {
            walk.go(now.minus(grace), pause);
            return Optional.of(walk.collected(null));
        } catch (DoubtException doubt) {
            walk.end(pause);
            return Optional.of(walk.collected(doubt.getMessage()));
        }
    }

    /// One collector on its way through what a tenant has stored.
    private final class Walk {

        private final String tenant;
        private final List<String> strangers = new ArrayList<>();
        private Takings taken = Takings.NONE;
        private Instant leaseEnd;
        private String place;

        Walk(String tenant, Round round) {
            this.tenant = tenant;
            this.leaseEnd = round.dueAt();
            this.place = round.place();
        }

        void go(Instant before, Duration pause) throws DoubtException {
            boolean ours = advance(garbage.takeUnwanted(tenant, before));
            while (ours) {
                List<FoundObject> page = objects.page(tenant + "/", place);
                if (page.isEmpty()) {
                    end(pause);
                    return;
                }
                noteStrangers(page);
                Takings more = garbage.sift(tenant, page, before);
                place = page.getLast().key();
                ours = advance(more);
            }
        }

        void end(Duration pause) {
            Instant now = clock.now();
            tenants.in(tenant, () -> {
                rounds.end(leaseEnd, now, now.plus(pause));
            });
        }

        Collected collected(@Nullable String doubt) {
            return new Collected(tenant, taken.objects(), taken.bytes(), strangers, doubt);
        }

        /// Says false where another has gone on in its stead, because it took too long.
        private boolean advance(Takings more) {
            Instant held = leaseEnd;
            leaseEnd = clock.now().plus(LEASE);
            taken = taken.and(more);
            return tenants.in(tenant, () -> rounds.advance(held, leaseEnd, place, more.objects(), more.bytes()) == 1);
        }

        private void noteStrangers(List<FoundObject> page) {
            page.stream()
                    .map(FoundObject::key)
                    .filter(key -> ObjectName.parse(key).isEmpty())
                    .limit(Math.max(0, MOST_STRANGERS - strangers.size()))
                    .forEach(strangers::add);
        }
    }
}
