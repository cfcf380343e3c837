package dev.pawl.activities.sandbox;

import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Ended.How;
import dev.pawl.activities.process.Guard;
import dev.pawl.activities.process.Output;
import dev.pawl.activities.process.Processes;
import dev.pawl.activities.station.Folders;
import dev.pawl.activities.station.Station;
import dev.pawl.workflows.port.sandbox.Level;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Namespaces of its own for each program, made by bubblewrap: it sees the system's programs and its view, no
/// network, no other process, and is nobody outside.
@Singleton
final class Bubblewrap implements Sandbox {

    /// Where the launch finds its programs. What a repository says of the environment reaches nothing outside.
    static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private static final String SCRIPT = "launch.sh";
    private static final int MOST_HEARD = 2000;

    private final Processes processes;
    private final Station station;
    private final Users users;
    private final Limits limits;
    private final SandboxSettings settings;

    Bubblewrap(Processes processes, Station station, Users users, Limits limits, SandboxSettings settings) {
        this.processes = processes;
        this.station = station;
        this.users = users;
        this.limits = limits;
        this.settings = settings;
    }

    @Override
    public Level level() {
        return Level.BUBBLEWRAP;
    }

    @Override
    public List<String> limits() {
        return limits.words();
    }

    @Override
    public Ended run(Command command, View view, Output output) throws IOException, InterruptedException {
        Path desk = station.scratch();
        try (Users.User user = users.take();
                Limits.Hold hold = limits.open()) {
            Room room = Room.of(command, view, settings.readable(), station.place(), users.areMany());
            write(desk, room, user, command.environment().get("HOME"));
            Command launch = command.withLine(line(desk, room, view, user, hold, command.line()))
                    .withEnvironment(Map.of("PATH", PATH));
            Complaint complaint = new Complaint(output);
            try {
                Ended ended = processes.run(launch, new Watch(new Growth(view.writable(), limits.disk())), complaint);
                return seen(ended, desk, complaint, hold);
            } finally {
                user.end();
            }
        } finally {
            Folders.delete(desk);
        }
    }

    /// Bubblewrap says that it has begun once nothing but the program itself can go wrong.
    private static Ended seen(Ended ended, Path desk, Complaint complaint, Limits.Hold hold) throws IOException {
        if (ended.how() == How.EXITED && Files.size(desk.resolve("status")) == 0) {
            throw new IOException("The sandbox could not be made: " + complaint.text());
        }
        return ended.how() == How.EXITED && !ended.isFine() && hold.ranOutOfMemory()
                ? ended.as(How.GREW_TOO_LARGE)
                : ended;
    }

    private static void write(Path desk, Room room, Users.User user, @Nullable String home) throws IOException {
        int number = user.number().isPresent() ? user.number().getAsInt() : own("unix:uid");
        int group = user.number().isPresent() ? number : own("unix:gid");
        Files.createFile(desk.resolve("status"));
        Files.write(desk.resolve("room"), room.bytes());
        Files.write(desk.resolve("filter"), Filter.bytes());
        Files.writeString(
                desk.resolve("passwd"),
                "pawl:x:%d:%d:Pawl:%s:/bin/sh%n".formatted(number, group, home == null ? "/tmp" : home));
        Files.writeString(desk.resolve("group"), "pawl:x:%d:%n".formatted(group));
        Files.writeString(desk.resolve("hosts"), "127.0.0.1 localhost pawl\n::1 localhost pawl\n");
        Files.writeString(desk.resolve("nsswitch"), "passwd: files\ngroup: files\nhosts: files\n");
        try (InputStream script = Objects.requireNonNull(Bubblewrap.class.getResourceAsStream(SCRIPT))) {
            Files.copy(script, desk.resolve(SCRIPT));
        }
    }

    private static int own(String attribute) throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), attribute);
    }

    private List<String> line(Path desk, Room room, View view, Users.User user, Limits.Hold hold, List<String> program)
            throws IOException {
        List<String> line = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
        if (users.areMany()) {
            Files.createDirectories(Users.PLACE.resolve("stage"));
            line.addAll(List.of("unshare", "--mount", "--"));
        }
        line.addAll(List.of("sh", desk.resolve(SCRIPT).toString(), desk.toString(), Long.toString(limits.disk())));
        line.addAll(List.of(user.word(), Integer.toString(limits.processes())));
        line.add(Long.toString(ProcessHandle.current().pid()));
        hold.folders().forEach(group -> line.addAll(List.of("cgroup", group.toString())));
        for (Path path : room.shown()) {
            boolean its = view.writable().contains(path) || view.sockets().contains(path);
            line.addAll(List.of(its ? "its" : "shown", path.toString()));
        }
        line.add("--");
        line.addAll(program);
        return line;
    }

    /// Looks at the disk; the program inside is the one that is asked to end.
    private record Watch(Growth growth) implements Guard {

        @Override
        public @Nullable How look() throws IOException {
            return growth.isTooMuch() ? How.WROTE_TOO_MUCH : null;
        }

        @Override
        public boolean isWall() {
            return true;
        }
    }

    /// Passes on what is said, and remembers how it began to complain.
    private static final class Complaint implements Output {

        private final Output output;
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

        Complaint(Output output) {
            this.output = output;
        }

        @Override
        public void take(Stream stream, byte[] bytes, int length) throws IOException {
            if (stream == Stream.ERR) {
                heard.write(bytes, 0, Math.min(length, Math.max(0, MOST_HEARD - heard.size())));
            }
            output.take(stream, bytes, length);
        }

        String text() {
            return heard.toString(StandardCharsets.UTF_8).strip();
        }
    }
}
