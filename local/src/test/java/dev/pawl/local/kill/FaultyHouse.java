package dev.pawl.local.kill;

import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.kill.FaultyLine.Weather;
import dev.pawl.local.process.ProcessIdentity;
import dev.pawl.local.trouble.HouseDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A house whose three servers stand outside of it, each behind a line of its own; what PostgreSQL, the S3 server and
/// the worker write lies on small disks.
final class FaultyHouse implements Prey, AutoCloseable {

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
        WORKER(32, "The disk of this worker is full"),
        OBJECTS(16, "The disk of the S3 store at http://127.0.0.1:"),
        DATABASE(160, "The disk of PostgreSQL is full");

        /// Enough for a few runs at once: what is new in each is small.
        private final int megabytes;

        private final String sentence;

        Disk(int megabytes, String sentence) {
            this.megabytes = megabytes;
            this.sentence = sentence;
        }

        /// What its users are told when it is full.
        String sentence() {
            return sentence;
        }
    }

    /// What it is opened for.
    enum Stay {
        A_FEW_RUNS(1, 1),
        /// Its workers are killed again and again: one is always there, and each is back soon.
        HOURS(4, 2);

        private final int times;
        private final int workers;

        Stay(int times, int workers) {
            this.times = times;
            this.workers = workers;
        }
    }

    private FaultyHouse(Path folder, Needed needed, Path checkout, Stay stay, long seed)
            throws IOException, InterruptedException {
        for (Disk disk : Disk.values()) {
            SmallDisk mounted = SmallDisk.at(folder.resolve("disk of " + disk), disk.megabytes * stay.times);
            disks.put(disk, mounted);
            closings.push(mounted);
        }
        backing = Backing.start(
                folder, disk(Disk.DATABASE).folder(), disk(Disk.OBJECTS).folder(), needed);
        closings.push(backing);
        for (Server server : Server.values()) {
            FaultyLine line = new FaultyLine(backing.port(server), seed + lines.size());
            lines.put(server, line);
            closings.push(line);
        }
        house = GuestHouse.make("faulty", needed.environment(checkout), stay == Stay.HOURS, settings());
        orders = new Orders(house);
    }

    static FaultyHouse open(Path folder, long seed) throws IOException, InterruptedException {
        Needed needed = Needed.found(folder);
        return open(folder, needed, needed.built().root(), Stay.A_FEW_RUNS, seed);
    }

    /// @param checkout whose programs are started
    static FaultyHouse open(Path folder, Needed needed, Path checkout, Stay stay, long seed)
            throws IOException, InterruptedException {
        FaultyHouse opened = new FaultyHouse(folder, needed, checkout, stay, seed);
        StringBuilder said = new StringBuilder();
        try {
            opened.house.open(line -> said.append(line).append('\n'), List.of("--workers=" + stay.workers));
            needed.production().ifPresent(server -> server.require(opened.ready("temporal")));
        } catch (RuntimeException failure) {
            opened.close();
            throw new AssertionError(said.toString(), failure);
        }
        Sums.record(opened.house.home().agents().resolve("recordings"));
        return opened;
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

    /// A line to the same server that the house does not use.
    FaultyLine ownLine(Server server, long seed) throws IOException {
        return new FaultyLine(backing.port(server), seed);
    }

    /// The server by the way of a line.
    Shelf shelf(Server server, FaultyLine line) throws SQLException {
        return backing.shelf(server, line.port());
    }

    Shelf shelf(Server server) throws SQLException {
        return backing.shelf(server, backing.port(server));
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

    @Override
    public Optional<ProcessIdentity> ready(String part) {
        return Stream.of(Server.values())
                .filter(server -> server.name().toLowerCase(Locale.ROOT).equals(part))
                .findFirst()
                .map(backing::ready)
                .orElseGet(() -> house.ready(part));
    }

    @Override
    public Mending spoil(Spoiling spoiling, String part) throws IOException {
        return switch (spoiling) {
            case SLOW_LINE -> turn(part, Weather.SLOW);
            case CUT_LINE -> turn(part, Weather.CUT);
            case SILENT_LINE -> turn(part, Weather.SILENT);
            case FULL_DISK -> fill(Disk.valueOf(name(part)));
        };
    }

    private Mending turn(String part, Weather weather) {
        FaultyLine line = line(Server.valueOf(name(part)));
        line.turn(weather);
        return () -> line.turn(Weather.FINE);
    }

    private Mending fill(Disk disk) throws IOException {
        SmallDisk full = disk(disk);
        full.fill();
        return full::clear;
    }

    private static String name(String part) {
        return part.toUpperCase(Locale.ROOT);
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
            close(closings.iterator());
        }
    }

    /// What cannot be closed keeps none of the others open.
    private static void close(Iterator<AutoCloseable> all) {
        if (all.hasNext()) {
            try {
                close(all.next());
            } finally {
                close(all);
            }
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
