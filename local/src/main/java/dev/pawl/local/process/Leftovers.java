package dev.pawl.local.process;

import dev.pawl.local.home.Home;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Finds and ends what a killed launcher left running: by record, by mark, and by PostgreSQL's working folder.
/// Only the holder of the house's lock may call it.
public final class Leftovers {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);
    private static final String DATABASE = "database";
    private static final String POSTGRES = "postgres";

    private final Home home;
    private final PartRecords records;
    private final Duration grace;

    public Leftovers(Home home, PartRecords records) {
        this(home, records, GRACE);
    }

    Leftovers(Home home, PartRecords records, Duration grace) {
        this.home = home;
        this.records = records;
        this.grace = grace;
    }

    /// A process that was left, and the part that it was.
    public record Leftover(String part, ProcessIdentity process) {}

    /// Everything that still runs.
    public List<Leftover> find() {
        Map<ProcessIdentity, String> found = new LinkedHashMap<>();
        for (PartRecord record : records.all()) {
            ProcessIdentity process = record.process();
            if (process != null && process.isAlive()) {
                found.put(process, record.name());
            }
        }
        long own = ProcessHandle.current().pid();
        for (long pid : Proc.all()) {
            if (pid != own) {
                part(pid)
                        .ifPresent(
                                name -> ProcessIdentity.of(pid).ifPresent(process -> found.putIfAbsent(process, name)));
            }
        }
        for (ProcessIdentity leader : List.copyOf(found.keySet())) {
            String name = Objects.requireNonNull(found.get(leader));
            Sessions.members(leader.pid()).forEach(member -> found.putIfAbsent(member, name));
        }
        List<Leftover> leftovers = new ArrayList<>();
        found.forEach((process, name) -> leftovers.add(new Leftover(name, process)));
        return leftovers;
    }

    /// Ends everything that still runs, in the order of a regular stop, and says what it was.
    public List<Leftover> end() throws InterruptedException {
        List<Leftover> all = find();
        for (int place = 0; place < ClosingOrder.PLACES; place++) {
            int now = place;
            end(all.stream()
                    .filter(leftover -> ClosingOrder.place(leftover.part()) == now)
                    .toList());
        }
        end(find());
        records.all().forEach(record -> records.forget(record.name()));
        return all;
    }

    private void end(List<Leftover> leftovers) throws InterruptedException {
        List<Leftover> alive = leftovers.stream()
                .filter(leftover -> leftover.process().isAlive())
                .toList();
        List<Long> pids =
                alive.stream().map(leftover -> leftover.process().pid()).toList();
        for (Leftover leftover : alive) {
            boolean startedByAnother =
                    Proc.parent(leftover.process().pid()).filter(pids::contains).isPresent();
            if (!startedByAnother) {
                politely(leftover.part()).send(leftover.process());
            }
        }
        if (!allEnd(alive)) {
            alive.forEach(leftover -> Signal.KILL.send(leftover.process()));
            allEnd(alive);
        }
    }

    /// PostgreSQL would wait for its clients when it is asked with TERM.
    private static Signal politely(String part) {
        return DATABASE.equals(part) ? Signal.INT : Signal.TERM;
    }

    /// They are not our children, so the kernel tells nobody: looked at until they are gone; a zombie is gone.
    private boolean allEnd(List<Leftover> leftovers) throws InterruptedException {
        long deadline = System.nanoTime() + grace.toNanos();
        while (leftovers.stream().anyMatch(leftover -> leftover.process().isAlive())) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return true;
    }

    private Optional<String> part(long pid) {
        return Mark.partOf(home.root(), pid)
                .or(() -> Proc.worksIn(home.database(), POSTGRES, pid) ? Optional.of(DATABASE) : Optional.empty());
    }
}
