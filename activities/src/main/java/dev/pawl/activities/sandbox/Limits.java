package dev.pawl.activities.sandbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds each program, with all that it starts, to its share of the machine, as far as the machine lets this worker.
@Singleton
final class Limits {

    private static final Logger LOG = LoggerFactory.getLogger(Limits.class);

    /// Named after the worker that makes them.
    private static final Pattern NAME = Pattern.compile("pawl-(\\d+)-.+");

    private static final long PERIOD = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Pattern KILLED = Pattern.compile("(?m)^oom_kill (\\d+)$");

    private final LimitSettings settings;
    private final Groups groups;
    private final boolean ownUsers;

    @Inject
    Limits(LimitSettings settings, Users users) throws IOException {
        this(settings, Groups.ofThisMachine(), users.areMany());
    }

    /// @param ownUsers whether each program is a user of its own, whose processes the system counts
    Limits(LimitSettings settings, Groups groups, boolean ownUsers) {
        this.settings = settings;
        this.groups = groups;
        this.ownUsers = ownUsers;
    }

    /// What is in force, in words.
    List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(
                groups.can(Groups.MEMORY)
                        ? "memory: %,d MiB (%s)".formatted(settings.memory(), groups.version())
                        : "memory: not limited");
        words.add(
                groups.can(Groups.PROCESSES)
                        ? "processes: %,d (%s)".formatted(settings.processes(), groups.version())
                        : ownUsers
                                ? "processes: %,d (rlimit)".formatted(settings.processes())
                                : "processes: not limited");
        words.add(
                settings.cpus() > 0 && groups.can(Groups.PROCESSORS)
                        ? "processors: %d (%s)".formatted(settings.cpus(), groups.version())
                        : "processors: not limited");
        words.add("disk: %,d MiB (watched)".formatted(settings.disk()));
        return words;
    }

    int processes() {
        return settings.processes();
    }

    /// In bytes.
    long disk() {
        return settings.disk() << 20;
    }

    /// Takes away what dead workers left. A living one may have made a group that nobody has joined yet.
    void sweep() throws IOException {
        groups.takeAwayEmpty(name -> {
            Matcher worker = NAME.matcher(name);
            return worker.matches()
                    && ProcessHandle.of(Long.parseLong(worker.group(1))).isEmpty();
        });
    }

    /// Groups for one program. Closed, they are gone.
    Hold open() throws IOException {
        Map<String, Path> made =
                groups.make("pawl-%d-%s".formatted(ProcessHandle.current().pid(), UUID.randomUUID()));
        Hold hold = new Hold(made);
        try {
            for (Map.Entry<String, Path> group : made.entrySet()) {
                limit(group.getKey(), group.getValue());
            }
            return hold;
        } catch (IOException e) {
            hold.close();
            throw e;
        }
    }

    private void limit(String controller, Path group) throws IOException {
        boolean second = groups.areOfTheSecondVersion();
        long bytes = settings.memory() << 20;
        switch (controller) {
            case Groups.MEMORY -> {
                put(group, second ? "memory.max" : "memory.limit_in_bytes", Long.toString(bytes));
                // Where the kernel does not count swap, there is no such file.
                putIfThere(group, "memory.swap.max", "0");
                putIfThere(group, "memory.memsw.limit_in_bytes", Long.toString(bytes));
            }
            case Groups.PROCESSES -> put(group, "pids.max", Integer.toString(settings.processes()));
            case Groups.PROCESSORS -> {
                if (settings.cpus() > 0) {
                    long quota = settings.cpus() * PERIOD;
                    put(
                            group,
                            second ? "cpu.max" : "cpu.cfs_quota_us",
                            second ? quota + " " + PERIOD : Long.toString(quota));
                }
            }
            default -> throw new IllegalStateException(controller);
        }
    }

    private static void putIfThere(Path group, String file, String value) throws IOException {
        if (Files.exists(group.resolve(file))) {
            put(group, file, value);
        }
    }

    private static void put(Path group, String file, String value) throws IOException {
        Files.writeString(group.resolve(file), value);
    }

    /// One program's groups.
    record Hold(Map<String, Path> groups) implements AutoCloseable {

        /// What its first process is to join.
        Collection<Path> folders() {
            return new TreeSet<>(groups.values());
        }

        /// Whether the kernel ended some of it because it needed more memory than it may have.
        boolean ranOutOfMemory() throws IOException {
            Path memory = groups.get(Groups.MEMORY);
            if (memory == null) {
                return false;
            }
            for (String file : List.of("memory.events", "memory.oom_control")) {
                if (Files.exists(memory.resolve(file))) {
                    Matcher killed = KILLED.matcher(Files.readString(memory.resolve(file)));
                    return killed.find() && Long.parseLong(killed.group(1)) > 0;
                }
            }
            return false;
        }

        /// What was ended a moment ago may still be in them.
        @Override
        public void close() {
            long until = System.nanoTime() + PATIENCE.toNanos();
            for (Path group : Set.copyOf(groups.values())) {
                while (!Groups.takeAway(group)) {
                    if (System.nanoTime() > until) {
                        LOG.atWarn().addKeyValue("group", group).log("a group of processes could not be taken away");
                        break;
                    }
                    Thread.onSpinWait();
                }
            }
        }
    }
}
