package dev.pawl.activities.sandbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The users as whom programs run: of a worker that is root, each program is a user of its own for as long as it
/// runs, on the whole machine; of any other worker it is the worker's own user.
@Singleton
final class Users {

    /// Where workers that are root keep what concerns the whole machine.
    static final Path PLACE = Path.of("/run/pawl");

    private static final Logger LOG = LoggerFactory.getLogger(Users.class);
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
    private static final Pattern USER = Pattern.compile("(?m)^Uid:\\s+(\\d+)");
    private static final Pattern DEAD = Pattern.compile("(?m)^State:\\s+[ZX]");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int first;
    private final int last;
    private final boolean many;

    @Inject
    Users(SandboxSettings settings) throws IOException {
        this(settings.users(), isRoot());
    }

    Users(String range, boolean many) {
        Matcher numbers = RANGE.matcher(range);
        if (!numbers.matches()
                || Integer.parseInt(numbers.group(1)) < 1
                || Integer.parseInt(numbers.group(1)) > Integer.parseInt(numbers.group(2))) {
            throw new IllegalArgumentException(
                    "PAWL_SANDBOX_USERS is '%s' and should be two numbers above 0, like 210000-210999."
                            .formatted(range));
        }
        this.first = Integer.parseInt(numbers.group(1));
        this.last = Integer.parseInt(numbers.group(2));
        this.many = many;
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /// Whether each program gets a user of its own.
    boolean areMany() {
        return many;
    }

    /// Held while the program runs; closed, nothing runs as this user any more.
    ///
    /// @param lock absent for the worker's own user
    record User(OptionalInt number, @Nullable FileLock lock) implements AutoCloseable {

        /// For a command line: empty for the worker's own user.
        String word() {
            return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
        }

        /// Ends all that still runs as this user, and what that starts meanwhile; says how much that was.
        int end() throws IOException {
            return number.isPresent() ? Users.end(number.getAsInt()) : 0;
        }

        @Override
        public void close() throws IOException {
            if (lock != null) {
                lock.release();
            }
        }
    }

    /// One that nobody holds, and as whom nothing runs.
    User take() throws IOException {
        if (!many) {
            return new User(OptionalInt.empty(), null);
        }
        for (int number = first; number <= last; number++) {
            FileLock lock = Locks.tryFor(number);
            if (lock != null) {
                User user = new User(OptionalInt.of(number), lock);
                try {
                    user.end();
                    return user;
                } catch (IOException e) {
                    user.close();
                    throw e;
                }
            }
        }
        throw new IOException("All users of PAWL_SANDBOX_USERS, %d-%d, are taken.".formatted(first, last));
    }

    /// Ends what dead workers left running.
    void sweep() throws IOException {
        Set<Integer> left = new HashSet<>(many ? running().values() : Set.of());
        for (int number : left) {
            FileLock lock = number >= first && number <= last ? Locks.tryFor(number) : null;
            if (lock != null) {
                try (User user = new User(OptionalInt.of(number), lock)) {
                    LOG.atWarn()
                            .addKeyValue("user", number)
                            .addKeyValue("programs", user.end())
                            .log("ended what a worker left running in a sandbox");
                }
            }
        }
    }

    private static int end(int number) throws IOException {
        Set<Long> ended = new HashSet<>();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Set<Long> left = new HashSet<>();
            running().forEach((process, user) -> {
                if (user == number) {
                    left.add(process);
                }
            });
            if (left.isEmpty()) {
                return ended.size();
            }
            if (System.nanoTime() > until) {
                throw new IOException("These processes of the user %d cannot be ended: %s".formatted(number, left));
            }
            left.forEach(process -> ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly));
            ended.addAll(left);
            Thread.onSpinWait();
        }
    }

    /// Who runs what: as the kernel says it, which no program can change.
    private static Map<Long, Integer> running() throws IOException {
        Map<Long, Integer> running = new HashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                user(process)
                        .ifPresent(user ->
                                running.put(Long.parseLong(process.getFileName().toString()), user));
            }
        }
        return running;
    }

    /// Nobody's, once it has ended.
    private static OptionalInt user(Path process) {
        try {
            String status = Files.readString(process.resolve("status"), StandardCharsets.ISO_8859_1);
            Matcher user = USER.matcher(status);
            boolean dead = DEAD.matcher(status).find();
            return user.find() && !dead ? OptionalInt.of(Integer.parseUnsignedInt(user.group(1))) : OptionalInt.empty();
        } catch (IOException gone) {
            return OptionalInt.empty();
        }
    }

    /// One byte of a file of the machine stands for each user. The system takes all of a process's locks away when
    /// the process closes the file anywhere, so it is opened once and never closed.
    private static final class Locks {

        private static @Nullable FileChannel file;

        static synchronized @Nullable FileLock tryFor(int number) throws IOException {
            FileChannel open = file;
            if (open == null) {
                Files.createDirectories(PLACE);
                open = FileChannel.open(
                        PLACE.resolve("users"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                file = open;
            }
            try {
                return open.tryLock(number, 1, false);
            } catch (OverlappingFileLockException e) {
                // Held by another worker in this JVM.
                return null;
            }
        }
    }
}
