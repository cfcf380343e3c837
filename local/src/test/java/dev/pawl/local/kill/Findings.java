package dev.pawl.local.kill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.kill.Facts.Ending;
import dev.pawl.local.process.Proc;
import dev.pawl.local.trouble.HouseDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Looks at what became of all that was ordered in a house.
///
/// @param patience how long an errand may still lie in the outbox
record Findings(Orders orders, HouseDatabase database, Duration patience) {

    /// Longer than a gateway has an errand alone.
    static final Duration A_LEASE = Duration.ofSeconds(100);

    /// What is to be seen now. The outbox comes first: whoever takes an errand over there may still do harm.
    Facts facts() throws InterruptedException, IOException, SQLException {
        List<String> undone = undone();
        Map<String, Integer> moves = new TreeMap<>();
        Map<String, Ending> runs = new TreeMap<>();
        for (String id : orders.placed().values()) {
            Sums sums = orders.repository(id);
            for (String branch : sums.delivered()) {
                moves.merge(branch, sums.moves(branch), Integer::sum);
            }
            runs.put(id, ending(id));
        }
        return new Facts(
                orders.placed(), database.rows("select id from runs where kind = 'bugfix'"), undone, moves, runs);
    }

    /// Who was struck before it crossed an errand out has it alone until its lease ends, and then it is another's.
    private List<String> undone() throws InterruptedException, SQLException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            List<String> undone =
                    database.rows("select run_id || ' ' || coalesce(last_error, '') from outbox where done_at is null");
            if (undone.isEmpty() || System.nanoTime() > until) {
                return undone;
            }
            Thread.sleep(200);
        }
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
                new HashSet<>(
                        database.rows("select gate || ' ' || outcome || ' ' || tree from verdicts where run_id = '%s'"
                                .formatted(id))),
                results,
                numbers,
                run.path("cost").path("costMicros").asLong());
    }

    /// What outlived a house that is closed: programs of its runs, and what lies in its workers' places.
    static List<String> left(GuestHouse house) throws IOException {
        List<String> left = new ArrayList<>();
        for (long pid : Proc.all()) {
            if (Proc.environment(pid).stream()
                    .anyMatch(word -> word.startsWith("PAWL_")
                            && word.contains(house.folder().toString()))) {
                left.add("process " + pid + ": " + String.join(" ", Proc.commandLine(pid)));
            }
        }
        left.addAll(scratch(house.home().station()));
        return left;
    }

    /// What lies in the scratch folders below a folder.
    static List<String> scratch(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.getParent() != null
                            && path.getParent().getFileName().toString().equals("scratch"))
                    .map(Path::toString)
                    .toList();
        }
    }
}
