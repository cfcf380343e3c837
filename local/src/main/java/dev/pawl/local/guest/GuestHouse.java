package dev.pawl.local.guest;

import dev.pawl.local.HouseException;
import dev.pawl.local.HouseState;
import dev.pawl.local.home.Folders;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.part.Probe;
import dev.pawl.local.port.Sockets;
import dev.pawl.local.process.PartRecord;
import dev.pawl.local.process.PartRecord.State;
import dev.pawl.local.process.PartRecords;
import dev.pawl.local.process.ProcessIdentity;
import dev.pawl.local.process.Signal;
import dev.pawl.local.status.Inspection;
import dev.pawl.local.status.StatusReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A whole house in a temporary folder and on free ports, so that it meets no other. The tools are shared, so that
/// Temporal is not built again for it.
public final class GuestHouse {

    /// Also for a Temporal that has to be built first.
    private static final Duration TO_OPEN = Duration.ofMinutes(15);

    private static final Duration TO_CLOSE = Duration.ofMinutes(3);
    private static final List<String> UP = List.of("up", "--detach");
    private static final List<String> ON_FREE_PORTS =
            List.of("--gateway-port", "auto", "--ui-port", "auto", "--temporal-port", "auto");
    private static final List<Integer> USUAL_PORTS = List.of(8080, 8233, 7233);
    private static final List<String> KEPT_SETTINGS = List.of("PAWL_CHECKOUT", "PAWL_COMMAND");

    private final boolean isGuest;
    private final Home home;
    private final Map<String, String> environment;
    private final HouseCommand launcher;

    private GuestHouse(boolean isGuest, Home home, Map<String, String> environment) {
        this.isGuest = isGuest;
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.launcher = new HouseCommand(environment);
    }

    /// Makes the folder. The person's other settings of Pawl are not this house's: it brings every part itself.
    public static GuestHouse make(String purpose, Map<String, String> environment, boolean learns) {
        return make(purpose, environment, learns, Map.of());
    }

    /// The same, with settings of Pawl that are this house's own.
    public static GuestHouse make(
            String purpose, Map<String, String> environment, boolean learns, Map<String, String> settings) {
        Path folder = temporary("pawl-" + purpose + "-");
        Map<String, String> its = new HashMap<>(environment);
        its.keySet().removeIf(name -> name.startsWith("PAWL_") && !KEPT_SETTINGS.contains(name));
        Home home = new Home(folder, Home.of(environment).tools());
        its.putAll(settings);
        its.put("PAWL_HOME", home.root().toString());
        its.put("PAWL_TOOLS", home.tools().toString());
        if (!learns) {
            its.put("PAWL_AOT", "off");
        }
        return new GuestHouse(true, home, its);
    }

    /// The person's own house, open or closed.
    public static GuestHouse own(Map<String, String> environment) {
        return new GuestHouse(false, Home.of(environment).real(), environment);
    }

    /// The same house, opened with these settings of Pawl besides.
    public GuestHouse with(Map<String, String> settings) {
        Map<String, String> more = new HashMap<>(environment);
        more.putAll(settings);
        return new GuestHouse(isGuest, home, more);
    }

    public Home home() {
        return home;
    }

    /// Where its workers look for agents, unless somebody set another place.
    public Path agents() {
        String set = environment.getOrDefault("PAWL_AGENT_FOLDER", "");
        return set.isBlank() ? home.agents() : Path.of(set);
    }

    public boolean isOpen() {
        return ready("gateway").isPresent();
    }

    /// How its commands are called.
    public String call() {
        return home.call() + environment.getOrDefault("PAWL_COMMAND", "./pawl");
    }

    /// Where it stands.
    public Path folder() {
        return home.root();
    }

    /// Where its parts write.
    public Path logs() {
        return home.logs();
    }

    /// Opens it; each line that the launcher says on the way is passed on.
    public void open(Consumer<String> reader) throws InterruptedException {
        open(reader, List.of());
    }

    /// The same, with further wishes.
    public void open(Consumer<String> reader, List<String> wishes) throws InterruptedException {
        List<String> words = new ArrayList<>(UP);
        words.addAll(wishes);
        if (isGuest || areUsualPortsTaken()) {
            words.addAll(ON_FREE_PORTS);
        }
        if (launcher.run(TO_OPEN, reader, words) != 0) {
            throw new HouseException("The house could not be opened.");
        }
    }

    /// Closes it, however far it is open.
    public void close() throws InterruptedException {
        StringBuilder said = new StringBuilder();
        int code = launcher.run(TO_CLOSE, line -> said.append(line).append('\n'), List.of("down"));
        if (code != 0) {
            throw new HouseException("The house in " + folder() + " could not be closed: "
                    + said.toString().strip());
        }
    }

    /// Takes the folder of a closed house away.
    public void remove() {
        Folders.delete(home.root());
    }

    /// Its front door, with the key that the launcher made.
    public Gateway gateway() {
        return new Gateway(
                URI.create(address("gateway")), PrivateFiles.read(home.token()).strip());
    }

    /// The address of a part that people use, by its name in the launcher's table.
    public String address(String name) {
        return findAddress(name)
                .orElseThrow(() -> new HouseException("The house in " + folder() + " has no " + name + "."));
    }

    /// The same, where not every house has that part.
    public Optional<String> findAddress(String name) {
        return HouseState.read(home).map(state -> state.addresses().get(name));
    }

    /// How it is, part by part.
    public StatusReport status() {
        return new Inspection(home).report();
    }

    /// The living process of a part, ready or not.
    public Optional<ProcessIdentity> process(String part) {
        return process(part, record -> true);
    }

    /// The living process of a part that is ready.
    public Optional<ProcessIdentity> ready(String part) {
        return process(part, record -> record.state() == State.READY);
    }

    /// The sandbox that its workers have shown to hold; nothing, where they have none.
    public Optional<String> sandbox() {
        boolean holds = new PartRecords(home.run().resolve("parts"))
                .all().stream()
                        .filter(record -> record.name().startsWith("worker"))
                        .allMatch(record -> record.probe() instanceof Probe.Program worker && worker.isUp("sandbox"));
        return holds ? Optional.of("bubblewrap") : Optional.empty();
    }

    /// Kills a part without a warning, and answers with the process that it was.
    public ProcessIdentity kill(String part) {
        ProcessIdentity process =
                ready(part).orElseThrow(() -> new HouseException("There is no " + part + " that could be killed."));
        Signal.KILL.send(process);
        return process;
    }

    private static boolean areUsualPortsTaken() {
        return USUAL_PORTS.stream().anyMatch(port -> Sockets.holder(port).isPresent());
    }

    private Optional<ProcessIdentity> process(String part, Predicate<PartRecord> condition) {
        return new PartRecords(home.run().resolve("parts"))
                .all().stream()
                        .filter(record -> record.name().equals(part) && condition.test(record))
                        .flatMap(record -> Optional.ofNullable(record.process()).stream())
                        .filter(ProcessIdentity::isAlive)
                        .findFirst();
    }

    private static Path temporary(String prefix) {
        try {
            return Files.createTempDirectory(prefix).toRealPath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
