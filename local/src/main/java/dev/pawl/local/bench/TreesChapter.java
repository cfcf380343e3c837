package dev.pawl.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.HouseException;
import dev.pawl.local.guest.EventsView.Event;
import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What it costs more when an agent's step changes its tree, by turns with steps of the same run that do not.
final class TreesChapter implements Chapter {

    private static final int FILES = 200;
    private static final int ROUNDS = 10;
    private static final int RUNS = 8;
    private static final int WARM_UPS = 2;
    private static final String AGENT = "writer";
    private static final String NOTHING = "agent step in a tree of %d files that changes nothing".formatted(FILES);

    /// The rounds that change something, and how many files; each comes after one that does not.
    private static final Map<Integer, Integer> CHANGES = Map.of(2, 1, 4, FILES - 1, 6, 1, 8, FILES - 1, 10, 1);

    @Override
    public String name() {
        return "trees";
    }

    @Override
    public String words() {
        return "agents' steps that change a tree of %d files, and that do not".formatted(FILES);
    }

    @Override
    public void measure(Site site) throws InterruptedException {
        CHANGES.values().forEach(files -> site.figures().expect(more(files), Goal.atMost(60)));
        site.another("trees", Map.of(), house -> {
            house.open(line -> {}, List.of());
            Workbench workbench = new Workbench(house, "wide").withFiles(FILES);
            Figures unmeasured = new Figures();
            for (int run = 0; run < WARM_UPS + RUNS; run++) {
                workbench.record(AGENT, recording(run));
                measure(house, workbench, run < WARM_UPS ? unmeasured : site.figures());
            }
        });
    }

    private static void measure(GuestHouse house, Workbench workbench, Figures figures) throws InterruptedException {
        Gateway gateway = house.gateway();
        List<String> runs = workbench.put(gateway, AGENT, 1, ROUNDS);
        Workbench.await(gateway, runs, RunView::needsHuman);
        List<History.Step> steps = new Histories(house).of(runs.getFirst()).steps("agent.work");
        if (steps.size() != ROUNDS) {
            throw new HouseException("Run %s has %d steps, and %d were to be measured."
                    .formatted(runs.getFirst(), steps.size(), ROUNDS));
        }
        List<Event> ends = ends(gateway, runs.getFirst());
        for (int round = 2; round <= ROUNDS; round += 2) {
            int files = Objects.requireNonNull(CHANGES.get(round));
            History.Step nothing = steps.get(round - 2);
            History.Step changed = steps.get(round - 1);
            figures.add(NOTHING, "ms", nothing.millis());
            parts(NOTHING, ends.get(round - 2), figures);
            figures.add(changing(files), "ms", changed.millis());
            parts(changing(files), ends.get(round - 1), figures);
            figures.add(more(files), "ms", changed.millis() - nothing.millis());
        }
    }

    private static List<Event> ends(Gateway gateway, String run) throws InterruptedException {
        List<Event> all = new ArrayList<>();
        List<Event> page = gateway.events(run, 0).events();
        while (!page.isEmpty()) {
            all.addAll(page);
            page = gateway.events(run, page.getLast().seq()).events();
        }
        return all.stream().filter(event -> event.kind().equals("agent.ended")).toList();
    }

    /// As the worker itself tells them.
    private static void parts(String what, Event end, Figures figures) {
        for (Map.Entry<String, JsonNode> part : end.body().path("took").properties()) {
            figures.add(what + ": " + part.getKey(), "ms", part.getValue().asDouble());
        }
    }

    private static String changing(int files) {
        return "agent step that changes %d of %d files".formatted(files, FILES);
    }

    private static String more(int files) {
        return changing(files) + ": more than one that changes nothing";
    }

    /// What a run writes no other has written: what the store has already would cost nothing.
    private static String recording(int run) {
        StringBuilder yaml = new StringBuilder("steps:\n");
        for (int round = 1; round <= ROUNDS; round++) {
            yaml.append("  reproduce/").append(round).append(":\n");
            for (int number = 0; number < CHANGES.getOrDefault(round, 0); number++) {
                yaml.append("    - edit: {path: %s, content: \"%s\"}\n"
                        .formatted(
                                Workbench.file(number),
                                Workbench.content(number, run * ROUNDS + round).replace("\n", "\\n")));
            }
            yaml.append("    - done: Written.\n");
        }
        return yaml.toString();
    }
}
