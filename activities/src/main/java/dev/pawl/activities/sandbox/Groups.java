package dev.pawl.activities.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the kernel lets this worker limit groups of processes: cgroups of the second version, of the first, or
/// nowhere.
final class Groups {

    static final String MEMORY = "memory";
    static final String PROCESSES = "pids";
    static final String PROCESSORS = "cpu";

    private static final List<String> ALL = List.of(MEMORY, PROCESSES, PROCESSORS);

    /// Of /proc/self/mountinfo: what of the hierarchy is mounted, where, its kind, and the options of the hierarchy.
    private static final Pattern MOUNT =
            Pattern.compile("(?m)^\\d+ \\d+ \\S+ (\\S+) (\\S+) .*? - (cgroup2?) \\S+ (\\S+)$");

    /// Of /proc/self/cgroup: the controllers, and the group's path.
    private static final Pattern OWN = Pattern.compile("(?m)^\\d+:([^:\\n]*):(.*)$");

    private final Map<String, Path> above;
    private final boolean second;

    private Groups(Map<String, Path> above, boolean second) {
        this.above = Map.copyOf(above);
        this.second = second;
    }

    static Groups ofThisMachine() throws IOException {
        return found(Files.readString(Path.of("/proc/self/mountinfo")), Files.readString(Path.of("/proc/self/cgroup")));
    }

    /// @param mounts what /proc/self/mountinfo says
    /// @param own what /proc/self/cgroup says
    static Groups found(String mounts, String own) {
        Map<String, Path> first = new TreeMap<>();
        Map<String, Path> second = new TreeMap<>();
        Matcher mount = MOUNT.matcher(mounts);
        while (mount.find()) {
            boolean isSecond = mount.group(3).equals("cgroup2");
            List<String> options =
                    Pattern.compile(",").splitAsStream(mount.group(4)).toList();
            for (String controller : ALL) {
                if (isSecond || options.contains(controller)) {
                    folder(mount, own, isSecond ? "" : controller)
                            .flatMap(folder -> isSecond ? delegated(folder, controller) : writable(folder))
                            .ifPresent(folder -> (isSecond ? second : first).putIfAbsent(controller, folder));
                }
            }
        }
        return first.isEmpty() ? new Groups(second, true) : new Groups(first, false);
    }

    /// The worker's own group in a hierarchy.
    private static Optional<Path> folder(Matcher mount, String own, String controller) {
        Matcher line = OWN.matcher(own);
        while (line.find()) {
            if (Pattern.compile(",").splitAsStream(line.group(1)).anyMatch(controller::equals)) {
                Path root = Path.of(mount.group(1));
                Path group = Path.of(line.group(2));
                Path place = Path.of(mount.group(2));
                return Optional.of(
                        group.startsWith(root)
                                ? place.resolve(root.relativize(group)).normalize()
                                : place);
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> writable(Path folder) {
        return Files.isWritable(folder) && !isReadOnly(folder) ? Optional.of(folder) : Optional.empty();
    }

    private static boolean isReadOnly(Path folder) {
        try {
            return Files.getFileStore(folder).isReadOnly();
        } catch (IOException gone) {
            return true;
        }
    }

    /// In the second version, a group with processes has no limited groups below it: they may lie beside it.
    private static Optional<Path> delegated(Path own, String controller) {
        for (Path folder : new Path[] {own, own.getParent()}) {
            if (folder != null && writable(folder).isPresent() && gives(folder, controller)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static boolean gives(Path folder, String controller) {
        Path given = folder.resolve("cgroup.subtree_control");
        try {
            if (!Files.exists(given)) {
                return false;
            }
            if (!words(given).contains(controller)) {
                Files.writeString(given, "+" + controller);
            }
            return words(given).contains(controller);
        } catch (IOException refused) {
            return false;
        }
    }

    private static List<String> words(Path file) throws IOException {
        return Pattern.compile("\\s+").splitAsStream(Files.readString(file)).toList();
    }

    /// In which of them something can be limited.
    boolean can(String controller) {
        return above.containsKey(controller);
    }

    String version() {
        return second ? "cgroup v2" : "cgroup v1";
    }

    boolean areOfTheSecondVersion() {
        return second;
    }

    /// Makes a group of this name in each hierarchy.
    Map<String, Path> make(String name) throws IOException {
        Map<String, Path> made = new TreeMap<>();
        for (Map.Entry<String, Path> folder : above.entrySet()) {
            made.put(folder.getKey(), Files.createDirectories(folder.getValue().resolve(name)));
        }
        return made;
    }

    /// The groups with such names in which nobody is any more.
    void takeAwayEmpty(Predicate<String> name) throws IOException {
        for (Path folder : List.copyOf(above.values())) {
            List<Path> left = new ArrayList<>();
            try (DirectoryStream<Path> groups = Files.newDirectoryStream(
                    folder, group -> name.test(group.getFileName().toString()))) {
                groups.forEach(left::add);
            }
            for (Path group : left) {
                takeAway(group);
            }
        }
    }

    /// Says whether it is gone.
    static boolean takeAway(Path group) {
        try {
            Files.deleteIfExists(group);
            return true;
        } catch (IOException busy) {
            return false;
        }
    }
}
