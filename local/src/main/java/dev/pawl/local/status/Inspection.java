package dev.pawl.local.status;

import dev.pawl.local.HouseState;
import dev.pawl.local.home.Home;
import dev.pawl.local.part.Health;
import dev.pawl.local.port.Sockets;
import dev.pawl.local.process.Leftovers;
import dev.pawl.local.process.PartRecord;
import dev.pawl.local.process.PartRecord.State;
import dev.pawl.local.process.PartRecords;
import dev.pawl.local.process.Proc;
import dev.pawl.local.process.ProcessIdentity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Looks at a house from outside: reads what was written down, and asks each part itself.
public final class Inspection {

    private static final List<String> BACKGROUND = List.of("training", "migration");

    private final Home home;

    public Inspection(Home home) {
        this.home = home;
    }

    /// How it is now.
    public StatusReport report() {
        PartRecords records = new PartRecords(home.run().resolve("parts"));
        Optional<HouseState> state =
                HouseState.read(home).filter(found -> found.launcher().isAlive());
        List<PartRecord> found = records.all();
        if (state.isEmpty()) {
            return withoutLauncher(found, records);
        }
        ProcessIdentity launcher = state.get().launcher();
        return new StatusReport(
                state.get().stage().name().toLowerCase(Locale.ROOT),
                home.root().toString(),
                launcher.pid(),
                state.get().addresses(),
                parts(found),
                javaMemory(found) + Proc.residentBytes(launcher.pid()),
                state.get().warnings());
    }

    private StatusReport withoutLauncher(List<PartRecord> found, PartRecords records) {
        boolean isLeft = home.exists() && !new Leftovers(home, records).find().isEmpty();
        return new StatusReport(
                isLeft ? "left" : "closed",
                home.root().toString(),
                null,
                Map.of(),
                isLeft ? parts(found) : List.of(),
                isLeft ? javaMemory(found) : 0,
                List.of());
    }

    private static List<PartStatus> parts(List<PartRecord> records) {
        List<PartStatus> parts = new ArrayList<>();
        for (PartRecord record : records) {
            if (BACKGROUND.stream().noneMatch(record.name()::startsWith)) {
                parts.add(part(record));
            }
        }
        parts.sort(Comparator.comparing(PartStatus::name));
        return parts;
    }

    private static PartStatus part(PartRecord record) {
        ProcessIdentity process = record.process();
        boolean isAlive = process != null && process.isAlive();
        Health health = isAlive && process != null ? ask(record, process) : new Health.Down(reasonOfEnd(record));
        return new PartStatus(
                record.name(),
                isAlive ? record.state().name().toLowerCase(Locale.ROOT) : stateOfTheDead(record),
                record.probe().address(),
                isAlive && process != null ? process.pid() : null,
                isAlive && process != null ? Proc.residentBytes(process.pid()) : 0,
                health.isUp() ? "up" : "down",
                health instanceof Health.Down(String reason) ? reason : null,
                record.restarts());
    }

    /// A stranger's answer on the same port does not count.
    private static Health ask(PartRecord record, ProcessIdentity process) {
        return Sockets.listens(process.pid(), record.probe().ports())
                ? record.probe().ask()
                : new Health.Down("it does not listen on " + record.probe().ports() + " yet");
    }

    private static String stateOfTheDead(PartRecord record) {
        return record.state() == State.WAITING ? "waiting" : "gone";
    }

    private static String reasonOfEnd(PartRecord record) {
        return record.note() == null ? "its process has ended" : record.note();
    }

    private static long javaMemory(List<PartRecord> records) {
        return records.stream()
                .filter(record -> record.probe().isJava())
                .map(PartRecord::process)
                .filter(process -> process != null && process.isAlive())
                .mapToLong(process -> Proc.residentBytes(process.pid()))
                .sum();
    }
}
