package dev.pawl.activities.sandbox;

import dev.pawl.activities.process.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a program sees, as bubblewrap is told it: the system's programs, a few of its settings, and the view. They
/// are read from a file and stand on no command line, for the environment is among them.
final class Room {

    /// Where the launch lays what is shown, for users that may not go there themselves.
    private static final Path STAGE = Users.PLACE.resolve("stage");

    /// With programs of the system in them, or links to where these are.
    private static final List<String> ROOTS = List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr"), Path.of("/opt"));

    /// What builds read of the system's settings. Who has an account is not among it.
    private static final List<String> SETTINGS = List.of(
            "alternatives",
            "ca-certificates",
            "ca-certificates.conf",
            "gradle",
            "java",
            "ld.so.cache",
            "ld.so.conf",
            "ld.so.conf.d",
            "localtime",
            "maven",
            "mime.types",
            "pki",
            "protocols",
            "services",
            "ssl",
            "timezone");

    private static final long TEMPORARY = 1L << 30;
    private static final long SHARED_MEMORY = 256L << 20;

    private final List<String> arguments = new ArrayList<>();
    private final List<Path> shown = new ArrayList<>();
    private final boolean staged;

    /// @param staged whether the launch lays all that is shown where everybody may go
    private Room(boolean staged) {
        this.staged = staged;
    }

    /// @param more what the operator shows to everybody
    /// @param hidden what is not shown even where it lies in what is
    static Room of(Command command, View view, List<Path> more, Path hidden, boolean staged) throws IOException {
        Room room = new Room(staged);
        room.shutDoors();
        room.layOutSystem();
        room.show("--ro-bind", withJava(more));
        List<Path> open = new ArrayList<>(PROGRAMS);
        open.addAll(more);
        if (open.stream().anyMatch(hidden::startsWith)) {
            room.add("--perms", "0711", "--tmpfs", hidden.toString());
        }
        room.layOutHome(command.environment().get("HOME"), view);
        room.show(command, view);
        room.add("--remount-ro", "/dev", "--remount-ro", "/");
        room.furnish(command.environment());
        return room;
    }

    /// What the launch is to lay on the stage, in this order.
    List<Path> shown() {
        return List.copyOf(shown);
    }

    /// As bubblewrap reads them.
    byte[] bytes() {
        return (String.join("\0", arguments) + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private void shutDoors() {
        add("--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--new-session");
        add("--hostname", "pawl", "--json-status-fd", "3");
        if (Filter.bytes().length > 0) {
            add("--seccomp", "4");
        }
    }

    private void layOutSystem() throws IOException {
        for (String root : ROOTS) {
            Path path = Path.of(root);
            if (Files.isSymbolicLink(path)) {
                add("--symlink", Files.readSymbolicLink(path).toString(), root);
            } else if (Files.isDirectory(path)) {
                add("--ro-bind", root, root);
            }
        }
        for (Path programs : PROGRAMS) {
            add("--ro-bind-try", programs.toString(), programs.toString());
        }
        add("--perms", "0755", "--dir", "/etc");
        for (String name : settings()) {
            add("--ro-bind-try", "/etc/" + name, "/etc/" + name);
        }
        add("--perms", "0444", "--file", "5", "/etc/passwd", "--perms", "0444", "--file", "6", "/etc/group");
        add("--perms", "0444", "--file", "7", "/etc/hosts", "--perms", "0444", "--file", "8", "/etc/nsswitch.conf");
        add("--proc", "/proc", "--dev", "/dev");
        add("--size", Long.toString(SHARED_MEMORY), "--perms", "1777", "--tmpfs", "/dev/shm");
        add("--size", Long.toString(TEMPORARY), "--perms", "1777", "--tmpfs", "/tmp");
    }

    /// Debian keeps a folder for each of its JDKs there.
    private static Collection<String> settings() throws IOException {
        Set<String> settings = new LinkedHashSet<>(SETTINGS);
        try (DirectoryStream<Path> jdks = Files.newDirectoryStream(Path.of("/etc"), "java-*")) {
            jdks.forEach(jdk -> settings.add(jdk.getFileName().toString()));
        }
        return settings;
    }

    private static List<Path> withJava(List<Path> more) {
        List<Path> all = new ArrayList<>(more);
        String home = System.getenv("JAVA_HOME");
        if (home != null
                && Files.isDirectory(Path.of(home))
                && PROGRAMS.stream().noneMatch(Path.of(home)::startsWith)) {
            all.add(Path.of(home));
        }
        return all;
    }

    /// An empty one, where the view does not bring it.
    private void layOutHome(@Nullable String home, View view) {
        if (home == null || !home.startsWith("/") || Path.of(home).getNameCount() == 0) {
            return;
        }
        Path path = Path.of(home);
        boolean brought = view.writable().stream().anyMatch(path::startsWith)
                || view.readable().stream().anyMatch(path::startsWith)
                || PROGRAMS.stream().anyMatch(path::startsWith);
        if (!brought) {
            add("--size", Long.toString(TEMPORARY), "--perms", "0700", "--tmpfs", home);
        }
    }

    private void show(Command command, View view) {
        Map<Path, String> how = new TreeMap<>(
                Comparator.<Path>comparingInt(Path::getNameCount).thenComparing(Comparator.naturalOrder()));
        view.readable().forEach(path -> how.put(path, "--ro-bind"));
        view.writable().forEach(path -> how.put(path, "--bind"));
        view.sockets().forEach(path -> how.put(path, "--bind"));
        String stand = Objects.requireNonNullElse(view.stand(), command.folder().toString());
        how.forEach((path, bind) -> add(bind, source(path), path.equals(command.folder()) ? stand : path.toString()));
        add("--chdir", stand);
    }

    private void show(String bind, List<Path> paths) {
        paths.forEach(path -> add(bind, source(path), path.toString()));
    }

    private String source(Path path) {
        shown.add(path);
        return staged ? STAGE.resolve(Integer.toString(shown.size() - 1)).toString() : path.toString();
    }

    private void furnish(Map<String, String> environment) {
        add("--clearenv");
        environment.forEach((name, value) -> add("--setenv", name, value));
    }

    /// A NUL would begin an argument of its own, and some of this comes from repositories.
    private void add(String... words) {
        for (String word : words) {
            if (word.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("There is a NUL in what a program is to be given.");
            }
            arguments.add(word);
        }
    }
}
