package dev.pawl.activities.station;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All programs that carry a mark in their environment, are of a session that was begun with it, are at work in
/// its folder, or were seen to be started by one of them: however often they forked, and whoever their parent is.
public final class Programs {

    private static final Path PROC = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String mark;
    private final long session;
    private final @Nullable String place;
    private final long begun;
    private final Set<ProcessHandle> seen = new HashSet<>();

    /// @param begun what was there before cannot be one of them, and need not be looked at closely
    private Programs(String mark, long session, @Nullable String place, long begun) {
        this.mark = Station.MARK + "=" + mark;
        this.session = session;
        this.place = place;
        this.begun = begun;
    }

    /// What the kernel says of a living process.
    ///
    /// @param begun in its clock's ticks
    private record Living(Path folder, long parent, long session, long begun) {}

    /// Those whose mark begins so, and those that work in a folder below.
    static Programs markedWith(String mark, Path above) {
        return new Programs(mark, -1, above + "/", 0);
    }

    /// Those of one program, which leads a session of its own.
    ///
    /// @param work the folder that is this work's alone, without links
    public static Programs of(String mark, long leader, Optional<Path> work) {
        long begun =
                read(PROC.resolve(Long.toString(leader))).map(Living::begun).orElse(0L);
        return new Programs(mark, leader, work.map(Path::toString).orElse(null), begun);
    }

    /// Asks them to end.
    public void ask() throws IOException {
        for (ProcessHandle program : running()) {
            program.destroy();
        }
    }

    /// The same, but for the one that began the session: it only stands around the others, and they would not outlive
    /// it.
    public void askThoseInside() throws IOException {
        for (ProcessHandle program : running()) {
            if (program.pid() != session) {
                program.destroy();
            }
        }
    }

    public boolean areGone() throws IOException {
        return running().isEmpty();
    }

    /// Ends them, and whatever they start meanwhile; says how many there were.
    public int end() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Set<ProcessHandle> ended = new HashSet<>();
        for (Set<ProcessHandle> left = running(); !left.isEmpty(); left = running()) {
            for (ProcessHandle program : left) {
                program.destroyForcibly();
                ended.add(program);
            }
            if (System.nanoTime() > until) {
                throw new IOException("These processes cannot be ended: " + left);
            }
            Thread.onSpinWait();
        }
        return ended.size();
    }

    /// Remembers who was started by whom while that can still be seen: an orphan has another parent.
    public void follow() throws IOException {
        Map<Long, Living> all = all();
        Set<Long> ours = new HashSet<>();
        all.forEach((id, process) -> {
            if (process.session() == session) {
                ours.add(id);
            }
        });
        remember(all, ours);
    }

    private Set<ProcessHandle> running() throws IOException {
        Map<Long, Living> all = all();
        Set<Long> ours = new HashSet<>();
        all.forEach((id, process) -> {
            if (process.session() == session || bearsATrace(process)) {
                ours.add(id);
            }
        });
        return remember(all, ours);
    }

    /// These, those that were seen before, and what any of them started.
    private Set<ProcessHandle> remember(Map<Long, Living> all, Set<Long> ours) {
        seen.removeIf(program -> !program.isAlive() || !all.containsKey(program.pid()));
        seen.forEach(program -> ours.add(program.pid()));
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<Long, Living> one : all.entrySet()) {
                more |= ours.contains(one.getValue().parent()) && ours.add(one.getKey());
            }
        }
        ours.forEach(id -> ProcessHandle.of(id).ifPresent(seen::add));
        return Set.copyOf(seen);
    }

    private static Map<Long, Living> all() throws IOException {
        Map<Long, Living> all = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : folders) {
                read(folder).ifPresent(process -> all.put(id(folder), process));
            }
        }
        return all;
    }

    private static long id(Path folder) {
        return Long.parseLong(folder.getFileName().toString());
    }

    /// What is gone meanwhile cannot be read.
    private static Optional<Living> read(Path folder) {
        try {
            String[] state = afterName(Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1));
            return state[0].equals("Z") || state[0].equals("X")
                    ? Optional.empty()
                    : Optional.of(new Living(folder, number(state, 4), number(state, 6), number(state, 22)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private boolean bearsATrace(Living process) {
        return process.begun() >= begun && (carriesMark(process) || isAtWorkHere(process));
    }

    /// What belongs to somebody else cannot be read.
    private boolean carriesMark(Living process) {
        try {
            String environment = Files.readString(process.folder().resolve("environ"), StandardCharsets.ISO_8859_1);
            return environment.startsWith(mark) || environment.contains("\0" + mark);
        } catch (IOException gone) {
            return false;
        }
    }

    private boolean isAtWorkHere(Living process) {
        String here = place;
        if (here == null) {
            return false;
        }
        for (String link : List.of("cwd", "root")) {
            try {
                if (Files.readSymbolicLink(process.folder().resolve(link))
                        .toString()
                        .startsWith(here)) {
                    return true;
                }
            } catch (IOException gone) {
                return false;
            }
        }
        return false;
    }

    /// A field by its number in proc(5), where the name is the second.
    private static long number(String[] afterName, int field) {
        return Long.parseLong(afterName[field - 3]);
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
