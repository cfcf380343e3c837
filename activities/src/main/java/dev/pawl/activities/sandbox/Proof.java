package dev.pawl.activities.sandbox;

import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Output;
import dev.pawl.activities.station.Folders;
import dev.pawl.activities.station.Station;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/// Finds out whether bubblewrap holds on this machine, by trying from inside what must not succeed: one short script,
/// which would do no harm if it did.
@Singleton
final class Proof {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final List<Path> PLACES =
            Pattern.compile(":").splitAsStream(Bubblewrap.PATH).map(Path::of).toList();

    /// What the launch calls, and who needs it.
    private static final String EVERYBODY = "everybody";

    private static final String ONLY_ROOT = "root";
    private static final Map<String, String> PROGRAMS = new TreeMap<>(Map.of(
            "bwrap", EVERYBODY, "prlimit", EVERYBODY, "unshare", EVERYBODY, "mount", ONLY_ROOT, "setpriv", ONLY_ROOT));

    private static final List<String> NAMESPACES = List.of("net", "pid", "ipc", "mnt", "user", "uts");

    /// Settings that name a file or a folder with secrets.
    private static final Pattern SECRETS = Pattern.compile("PAWL_.*(KEY_FILE|KEYS_FILE|CREDENTIALS|CODE_SERVERS)");

    /// All that the program which holds the sandbox may know.
    private static final Set<String> KNOWN = Set.of("PATH", "PAWL_STATION", "PWD", "OLDPWD", "SHLVL", "_");

    private final Sandbox sandbox;
    private final Station station;
    private final Users users;
    private final Limits limits;
    private final Map<String, String> settings;

    @Inject
    Proof(Bubblewrap bubblewrap, Station station, Users users, Limits limits) {
        this(bubblewrap, station, users, limits, System.getenv());
    }

    /// @param sandbox which claims to hold
    /// @param settings of this worker, as its environment names them
    Proof(Sandbox sandbox, Station station, Users users, Limits limits, Map<String, String> settings) {
        this.sandbox = sandbox;
        this.station = station;
        this.users = users;
        this.limits = limits;
        this.settings = Map.copyOf(settings);
    }

    /// What speaks against it, as a sentence; empty where all holds. What a dead worker left is taken away first.
    Optional<String> complaint() throws InterruptedException {
        try {
            users.sweep();
            limits.sweep();
            Optional<String> missing = missing();
            if (missing.isPresent()) {
                return missing;
            }
            Path scratch = station.scratch();
            Path elsewhere = station.scratch();
            Path planted = elsewhere.resolve("planted");
            try {
                Files.writeString(planted, "nobody inside sees this\n");
                return tried(scratch, planted);
            } finally {
                Folders.delete(scratch);
                Folders.delete(elsewhere);
            }
        } catch (IOException e) {
            return Optional.of(reason(String.valueOf(e.getMessage())));
        }
    }

    private Optional<String> missing() {
        for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
            boolean needed = users.areMany() || !program.getValue().equals(ONLY_ROOT);
            if (needed && PLACES.stream().noneMatch(place -> Files.isExecutable(place.resolve(program.getKey())))) {
                return Optional.of(
                        program.getKey().equals("bwrap")
                                ? "bubblewrap is not installed: apt-get install bubblewrap"
                                : "%s is not installed: apt-get install util-linux".formatted(program.getKey()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> tried(Path folder, Path planted) throws IOException, InterruptedException {
        String word = UUID.randomUUID().toString();
        String secret = UUID.randomUUID().toString();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        List<String> words = new ArrayList<>(List.of("sh", "-s", planted.toString(), word));
        words.addAll(secretPlaces());
        Command command = new Command(
                words,
                folder,
                Map.of("PATH", Bubblewrap.PATH, "PAWL_SECRET", secret),
                script(),
                LONGEST,
                LONGEST,
                1 << 20);
        Ended ended =
                sandbox.run(command, new View(List.of(folder), List.of(), List.of(), null), (stream, bytes, length) -> {
                    if (stream == Output.Stream.OUT) {
                        said.write(bytes, 0, length);
                    }
                });
        Map<String, String> found = found(said.toString(StandardCharsets.UTF_8));
        if (!ended.isFine() || !"yes".equals(found.get("done"))) {
            return Optional.of(
                    "A program in the sandbox did not come to its end (exit code %d).".formatted(ended.exitCode()));
        }
        return complaints(found, secret, isRunning(word)).stream().findFirst();
    }

    private static Map<String, String> found(String said) {
        Map<String, String> found = new HashMap<>();
        said.lines().forEach(line -> {
            int equals = line.indexOf('=');
            found.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
        });
        return found;
    }

    private static List<String> complaints(Map<String, String> found, String secret, boolean left) throws IOException {
        List<String> complaints = new ArrayList<>();
        complain(complaints, !found.getOrDefault("who", "").matches("[1-9]\\d*"), "programs in it run as root");
        complain(complaints, !found.getOrDefault("rights", "?").matches("0+"), "programs in it have rights of root");
        complain(
                complaints,
                Filter.bytes().length > 0 && !"2".equals(found.get("filter")),
                "its system call filter is not in force");
        for (String kind : NAMESPACES) {
            String own = Files.readSymbolicLink(Path.of("/proc/self/ns", kind)).toString();
            complain(
                    complaints,
                    own.equals(found.getOrDefault(kind, own)),
                    "programs in it share the %s namespace with the worker".formatted(kind));
        }
        complain(
                complaints,
                !"writable".equals(found.get("folder")),
                "programs in it cannot use their own folder; are the folders above PAWL_STATION_FOLDER open?");
        complain(complaints, !"lo".equals(found.get("interfaces")), "programs in it have a network");
        complain(complaints, !knowsLittle(found, secret), "programs in it can read what the worker knows");
        complain(complaints, !"closed".equals(found.get("kernel")), "programs in it can open the kernel's settings");
        complain(complaints, !"unseen".equals(found.get("host")), "programs in it see the worker's files");
        complain(
                complaints,
                found.containsKey("secret"),
                "programs in it can read %s, where the worker's settings say that a secret lies; put it elsewhere"
                        .formatted(found.get("secret")));
        complain(
                complaints,
                !"ro".equals(found.get("/")) || !"ro".equals(found.get("/usr")),
                "programs in it can change the system's files");
        complain(complaints, !"refused".equals(found.get("namespaces")), "programs in it may make user namespaces");
        complain(complaints, left, "programs in it live on after its end");
        return complaints;
    }

    private List<String> secretPlaces() {
        return settings.entrySet().stream()
                .filter(setting -> SECRETS.matcher(setting.getKey()).matches()
                        && !setting.getValue().isBlank())
                .map(setting -> Path.of(setting.getValue()).toAbsolutePath().toString())
                .sorted()
                .toList();
    }

    private static void complain(List<String> complaints, boolean so, String what) {
        if (so) {
            complaints.add("bubblewrap does not hold on this machine: %s".formatted(ended(what)));
        }
    }

    private static boolean knowsLittle(Map<String, String> found, String secret) {
        return Pattern.compile(" ")
                        .splitAsStream(found.getOrDefault("environment", "?"))
                        .allMatch(KNOWN::contains)
                && found.getOrDefault("line", "").startsWith("bwrap ")
                && !found.getOrDefault("line", "").contains(secret);
    }

    private static boolean isRunning(String word) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains("sleep 300; : " + word));
    }

    private static String script() throws IOException {
        try (InputStream script = Objects.requireNonNull(Proof.class.getResourceAsStream("proof.sh"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// In the words of whoever can mend it.
    static String reason(String said) {
        if (said.contains("namespace") || said.contains("uid map") || said.contains("unshare")) {
            return ("Namespaces are refused on this machine: %s Allow them (kernel.unprivileged_userns_clone=1, "
                            + "user.max_user_namespaces above 0, kernel.apparmor_restrict_unprivileged_userns=0), or in a container "
                            + "give it the right to make them.")
                    .formatted(ended(said));
        }
        if (said.contains("/proc") || said.contains("proc")) {
            return "A container hides parts of /proc, so that no sandbox can be made in it: %s".formatted(ended(said));
        }
        return ended(said);
    }

    private static String ended(String said) {
        return said.endsWith(".") || said.endsWith("?") ? said : said + ".";
    }
}
