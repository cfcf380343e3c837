package dev.pawl.local.kill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.Fixtures;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Home;
import dev.pawl.local.kill.Facts.Ending;
import dev.pawl.local.process.Proc;
import dev.pawl.local.temporal.TemporalTool;
import dev.pawl.local.trouble.HouseDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// A house with two workers, woven with waypoints, and the bugs that are mended in it.
final class KilledHouse implements AutoCloseable {

    private final GuestHouse house;
    private final Watch watch;
    private final Reaper reaper;
    private final Orders orders;

    private KilledHouse(GuestHouse house, Watch watch, Reaper reaper, Orders orders) {
        this.house = house;
        this.watch = watch;
        this.reaper = reaper;
        this.orders = orders;
    }

    /// @param naive what its programs leave out
    static KilledHouse open(Path folder, Naive... naive) throws IOException, InterruptedException {
        Home tools = Home.of(Map.of("PAWL_TOOLS", System.getenv().getOrDefault("PAWL_TOOLS", "")));
        Checkout built = new Checkout(Path.of("..").toAbsolutePath().normalize());
        for (String program : List.of("worker", "gateway")) {
            if (!Files.isDirectory(built.root().resolve(program).resolve("target/lib"))) {
                throw notRun("the " + program + " is not built; build the whole checkout");
            }
        }
        Fixtures.Heard heard = new Fixtures.Heard();
        Home its = new Home(folder, tools.tools());
        if (new TemporalTool(its, built, System.getenv(), heard.log()).find().isEmpty()) {
            throw notRun("there is no Temporal: " + heard.text());
        }
        Path socket = folder.resolve("waypoints");
        Path woven = WovenCheckout.in(folder.resolve("checkout"), built, socket, list(naive));
        Map<String, String> environment = new HashMap<>(Fixtures.environment());
        environment.put("PAWL_TOOLS", tools.tools().toString());
        environment.put("PAWL_CHECKOUT", woven.toString());
        GuestHouse house = GuestHouse.make("killed", environment, true);
        Reaper reaper = new Reaper(house);
        Watch watch = Watch.at(socket, reaper);
        StringBuilder said = new StringBuilder();
        try {
            house.open(line -> said.append(line).append('\n'), List.of("--workers=2"));
        } catch (RuntimeException failure) {
            house.close();
            house.remove();
            watch.close();
            throw new AssertionError(said.toString(), failure);
        }
        Sums.record(house.home().agents().resolve("recordings"));
        return new KilledHouse(house, watch, reaper, new Orders(house));
    }

    private static List<String> list(Naive... naive) {
        List<String> list = new ArrayList<>();
        Stream.of(Point.values()).map(Point::line).forEach(list::add);
        Stream.of(naive).map(Naive::line).forEach(list::add);
        return list;
    }

    Orders orders() {
        return orders;
    }

    Reaper reaper() {
        return reaper;
    }

    /// So many runs at once, a new one for each that ends, until all blows were struck and all runs have ended.
    void endure(List<Blow> blows, int atOnce, Duration patience) throws InterruptedException, IOException {
        reaper.strike(blows);
        long deadline = System.nanoTime() + patience.toNanos();
        while (!reaper.open().isEmpty() && System.nanoTime() < deadline) {
            while (orders.open() < atOnce) {
                orders.place();
            }
            Thread.sleep(Duration.ofMillis(100));
            orders.look();
        }
        orders.awaitAll(Duration.ofMinutes(4));
    }

    /// What is to be seen now.
    Facts facts() throws InterruptedException, IOException, SQLException {
        Map<String, Integer> moves = new TreeMap<>();
        Map<String, Ending> runs = new TreeMap<>();
        for (String id : orders.placed().values()) {
            Sums sums = orders.repository(id);
            for (String branch : sums.delivered()) {
                moves.merge(branch, sums.moves(branch), Integer::sum);
            }
            runs.put(id, ending(id));
        }
        HouseDatabase database = new HouseDatabase(house.home());
        return new Facts(
                orders.placed(),
                database.rows("select id from runs where kind = 'bugfix'"),
                database.rows("select run_id || ' ' || coalesce(last_error, '') from outbox where done_at is null"),
                moves,
                runs);
    }

    Ending ending(String id) throws InterruptedException, SQLException {
        JsonNode run = orders.run(id);
        Map<String, Integer> results = new TreeMap<>();
        List<Long> numbers = new ArrayList<>();
        for (JsonNode event : orders.events(id)) {
            numbers.add(event.path("seq").asLong());
            JsonNode body = event.path("body");
            if (event.path("kind").asText().equals("agent.ended")
                    && body.path("result").asText().equals("done")) {
                results.merge(body.path("step").asText(), 1, Integer::sum);
            }
        }
        String outcome = run.path("outcome").path("type").asText(run.toString());
        return new Ending(
                outcome,
                outcome.equals("fixed") ? orders.repository(id).tree("pawl/" + id) : "",
                new HashSet<>(new HouseDatabase(house.home())
                        .rows("select gate || ' ' || outcome || ' ' || tree from verdicts where run_id = '%s'"
                                .formatted(id))),
                results,
                numbers,
                run.path("cost").path("costMicros").asLong());
    }

    /// Closes it, and answers with what outlived it: programs of its runs, and what lies in its workers' places.
    List<String> left() throws InterruptedException, IOException {
        house.close();
        List<String> left = new ArrayList<>();
        for (long pid : Proc.all()) {
            if (Proc.environment(pid).stream()
                    .anyMatch(word -> word.startsWith("PAWL_")
                            && word.contains(house.folder().toString()))) {
                left.add("process " + pid + ": " + String.join(" ", Proc.commandLine(pid)));
            }
        }
        try (Stream<Path> all = Files.walk(house.home().station())) {
            all.filter(path -> path.getParent() != null
                            && path.getParent().getFileName().toString().equals("scratch"))
                    .forEach(path -> left.add(path.toString()));
        }
        return left;
    }

    @Override
    public void close() {
        try {
            house.close();
            house.remove();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            watch.close();
        }
    }

    /// Where all is to be tested, it is a failure that something is missing.
    private static RuntimeException notRun(String why) {
        String sentence = "NOT RUN: the kill suite, because " + why + ".";
        System.err.println(sentence);
        return System.getenv("CI") == null ? new TestAbortedException(sentence) : new IllegalStateException(sentence);
    }
}
