package dev.pawl.activities.station;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// All programs that carry a mark in their environment, or are of a session that was begun with it: however often they
/// forked, and whoever their parent is by now.
public final class Programs {

    private static final Path PROC = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String mark;
    private final long session;

    private Programs(String mark, long session) {
        this.mark = Station.MARK + "=" + mark;
        this.session = session;
    }

    /// Those whose mark begins so.
    static Programs markedWith(String mark) {
        return new Programs(mark, -1);
    }

    /// Those of one program, which leads a session of its own.
    public static Programs of(String mark, long leader) {
        return new Programs(mark, leader);
    }

    /// Asks them to end.
    public void ask() throws IOException {
        for (ProcessHandle program : running()) {
            program.destroy();
        }
    }

    public boolean areGone() throws IOException {
        return running().isEmpty();
    }

    /// Ends them, and whatever they start meanwhile; says how many there were.
    public int end() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Set<Long> ended = new HashSet<>();
        for (Set<ProcessHandle> left = running(); !left.isEmpty(); left = running()) {
            for (ProcessHandle program : left) {
                program.destroyForcibly();
                ended.add(program.pid());
            }
            if (System.nanoTime() > until) {
                throw new IOException("These processes cannot be ended: " + left);
            }
            Thread.onSpinWait();
        }
        return ended.size();
    }

    private Set<ProcessHandle> running() throws IOException {
        Set<ProcessHandle> found = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (isOurs(process)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /// What is gone meanwhile, or belongs to somebody else, cannot be read.
    private boolean isOurs(Path process) {
        try {
            String[] state = afterName(Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1));
            if (state[0].equals("Z") || state[0].equals("X")) {
                return false;
            }
            if (Long.parseLong(state[3]) == session) {
                return true;
            }
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            return environment.startsWith(mark) || environment.contains("\0" + mark);
        } catch (IOException gone) {
            return false;
        }
    }

    /// The fields after the program's name, which may hold anything, brackets and blanks too: state, parent, group,
    /// session, ...
    private static String[] afterName(String stat) throws IOException {
        int end = stat.lastIndexOf(") ");
        if (end < 0) {
            throw new IOException("not a process");
        }
        return stat.substring(end + 2).split(" ");
    }
}
