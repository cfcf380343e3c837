package dev.pawl.activities.process;

import dev.pawl.activities.life.DiskFullException;
import dev.pawl.activities.process.Ended.How;
import dev.pawl.activities.station.Programs;
import dev.pawl.activities.station.Station;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Programs as children of this JVM: each in a session of its own, with the environment that it is given and no other.
/// Whatever a program starts goes when it goes, as far as it can be told whose it is.
@Singleton
public final class LocalProcesses implements Processes {

    private static final List<Path> SESSION_PROGRAMS = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    /// What a program gets to end by itself.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Station station;
    private final Spawner spawner;
    private final Disks disks;

    @Inject
    public LocalProcesses(Station station, Spawner spawner) {
        this(station, spawner, DiskFullException::isFull);
    }

    LocalProcesses(Station station, Spawner spawner, Disks disks) {
        this.station = station;
        this.spawner = spawner;
        this.disks = disks;
    }

    /// Knows whether the disk of a folder has no room now.
    @FunctionalInterface
    interface Disks {
        boolean isFull(Path folder) throws IOException;
    }

    @Override
    public Ended run(Command command, Guard guard, Output output) throws IOException, InterruptedException {
        String mark = station.mark();
        long begun = System.nanoTime();
        Optional<Path> work = station.workAt(command.folder());
        Process process = spawner.start(builder(command, mark));
        Programs programs = Programs.of(mark, process.pid(), work);
        AtomicBoolean wasFull = new AtomicBoolean();
        try (Conversation conversation = Conversation.with(process, command, output)) {
            How how = untilAllHaveEnded(conversation, programs, guard, begun, () -> {
                programs.follow();
                wasFull.compareAndSet(false, disks.isFull(command.folder()));
                return guard.look();
            });
            process.waitFor();
            conversation.hearTheRest();
            requireRoom(command.folder(), wasFull.get() && process.exitValue() != 0);
            return new Ended(how, process.exitValue(), Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    /// Refuses to believe what was done in a folder of a full disk, and what failed there while it was full.
    private void requireRoom(Path folder, boolean failedForWantOfIt) throws IOException {
        if (failedForWantOfIt || disks.isFull(folder)) {
            throw new DiskFullException(folder);
        }
    }

    private static How untilAllHaveEnded(
            Conversation conversation, Programs programs, Guard guard, long begun, Conversation.Watch watch)
            throws IOException, InterruptedException {
        try {
            How how = conversation.untilItEnds(begun, watch);
            if (how != How.EXITED) {
                askToEnd(conversation, programs, guard);
            }
            return how;
        } catch (InterruptedException e) {
            askToEnd(conversation, programs, guard);
            throw e;
        } finally {
            programs.end();
        }
    }

    /// Interrupted or not, it gets its grace: who cancels waits that long.
    private static void askToEnd(Conversation conversation, Programs programs, Guard guard) throws IOException {
        // One that hears it ends its own programs, and with them goes what tells whose their daemons are.
        programs.follow();
        boolean interrupted = conversation.part(GRACE) && awaitEnd(programs);
        if (guard.isWall()) {
            programs.askThoseInside();
        } else {
            programs.ask();
        }
        interrupted |= awaitEnd(programs);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says whether somebody interrupted meanwhile.
    private static boolean awaitEnd(Programs programs) throws IOException {
        boolean interrupted = false;
        long until = System.nanoTime() + GRACE.toNanos();
        while (!programs.areGone() && System.nanoTime() < until) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private static ProcessBuilder builder(Command command, String mark) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(sessionProgram().toString());
        line.addAll(command.line());
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(command.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        builder.environment().put(Station.MARK, mark);
        return builder;
    }

    private static Path sessionProgram() throws IOException {
        for (Path program : SESSION_PROGRAMS) {
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        throw new IOException("This machine has no setsid, which every program is started with. Install util-linux.");
    }
}
