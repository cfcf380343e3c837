package dev.pawl.local.kill;

import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.kill.FaultyLine.Weather;
import dev.pawl.local.trouble.HouseDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A house whose three servers stand outside of it, each behind a line of its own; what PostgreSQL, the S3 server and
/// the worker write lies on small disks.
final class FaultyHouse implements AutoCloseable {

    /// Enough for a few runs at once: what is new in each is small.
    private static final int DATABASE_MEGABYTES = 160;

    private static final int OBJECTS_MEGABYTES = 16;
    private static final int WORKER_MEGABYTES = 32;

    private final Map<Server, FaultyLine> lines = new EnumMap<>(Server.class);
    private final Map<Disk, SmallDisk> disks = new EnumMap<>(Disk.class);
    private final Deque<AutoCloseable> closings = new ArrayDeque<>();
    private final Backing backing;
    private final GuestHouse house;
    private final Orders orders;

    enum Server {
        DATABASE,
        OBJECTS,
        TEMPORAL
    }

    enum Disk {
        WORKER("The disk of this worker is full"),
        OBJECTS("The disk of the S3 store at http://127.0.0.1:"),
        DATABASE("The disk of PostgreSQL is full");

        private final String sentence;

        Disk(String sentence) {
            this.sentence = sentence;
        }

        /// What its users are told when it is full.
        String sentence() {
            return sentence;
        }
    }

    private FaultyHouse(Path folder, Needed needed, long seed) throws IOException, InterruptedException {
        mount(Disk.DATABASE, folder, DATABASE_MEGABYTES);
        mount(Disk.OBJECTS, folder, OBJECTS_MEGABYTES);
        mount(Disk.WORKER, folder, WORKER_MEGABYTES);
        backing = Backing.start(
                folder, disk(Disk.DATABASE).folder(), disk(Disk.OBJECTS).folder(), needed);
        closings.push(backing);
        for (Server server : Server.values()) {
            FaultyLine line = new FaultyLine(backing.port(server), seed + lines.size());
            lines.put(server, line);
            closings.push(line);
        }
        house = GuestHouse.make("faulty", needed.environment(), false, settings());
        orders = new Orders(house);
    }

    static FaultyHouse open(Path folder, long seed) throws IOException, InterruptedException {
        FaultyHouse opened = new FaultyHouse(folder, Needed.found(folder), seed);
        StringBuilder said = new StringBuilder();
        try {
            opened.house.open(line -> said.append(line).append('\n'), List.of());
        } catch (RuntimeException failure) {
            opened.close();
            throw new AssertionError(said.toString(), failure);
        }
        Sums.record(opened.house.home().agents().resolve("recordings"));
        return opened;
    }

    private void mount(Disk disk, Path folder, int megabytes) throws IOException, InterruptedException {
        SmallDisk mounted = SmallDisk.at(folder.resolve("disk of " + disk), megabytes);
        disks.put(disk, mounted);
        closings.push(mounted);
    }

    private Map<String, String> settings() throws IOException {
        Map<String, String> settings = new HashMap<>(backing.settings());
        settings.put(
                "PAWL_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:" + line(Server.DATABASE).port() + "/pawl");
        settings.put(
                "PAWL_S3_ENDPOINT", "http://127.0.0.1:" + line(Server.OBJECTS).port());
        settings.put(
                "PAWL_TEMPORAL_ADDRESS", "127.0.0.1:" + line(Server.TEMPORAL).port());
        Path station = disk(Disk.WORKER).folder();
        settings.put("PAWL_STATION_FOLDER", station.resolve("station").toString());
        settings.put(
                "PAWL_BLOB_FOLDER",
                Files.createDirectories(station.resolve("blobs")).toString());
        return settings;
    }

    FaultyLine line(Server server) {
        return Objects.requireNonNull(lines.get(server));
    }

    SmallDisk disk(Disk disk) {
        return Objects.requireNonNull(disks.get(disk));
    }

    Orders orders() {
        return orders;
    }

    HouseDatabase database() {
        return backing.database();
    }

    Findings findings() {
        return new Findings(orders, database(), Findings.A_LEASE);
    }

    /// How often its programs have said this.
    long said(String words) throws IOException {
        return lines().filter(line -> line.contains(words)).count();
    }

    /// What its programs have complained of last.
    String complaints() throws IOException {
        List<String> all = lines().filter(
                        line -> line.contains("WARN") || line.contains("ERROR") || line.contains("Exception"))
                .toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - 40), all.size()));
    }

    private Stream<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String part : List.of("worker-1", "gateway")) {
            lines.addAll(Files.readAllLines(house.logs().resolve(part + ".log")));
        }
        return lines.stream();
    }

    /// A server that died of its full disk is started again, as the launcher does it with its own.
    void revive() throws InterruptedException {
        backing.revive();
    }

    /// Closes it, and answers with what outlived it.
    List<String> left() throws InterruptedException, IOException {
        house.close();
        List<String> left = new ArrayList<>(Findings.left(house));
        left.addAll(Findings.scratch(disk(Disk.WORKER).folder()));
        try (Stream<Path> objects = Files.walk(disk(Disk.OBJECTS).folder())) {
            objects.filter(path ->
                            path.getFileName().toString().matches(".+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                    .forEach(path -> left.add("half an object: " + path));
        }
        return left;
    }

    @Override
    public void close() {
        lines.values().forEach(line -> line.turn(Weather.FINE));
        try {
            house.close();
            house.remove();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            closings.forEach(FaultyHouse::close);
        }
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
