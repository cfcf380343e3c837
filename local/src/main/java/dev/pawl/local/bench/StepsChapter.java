package dev.pawl.local.bench;

import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.RunView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What an agent's step that changes nothing costs, against a bare workflow with as many activities on the same server.
///
/// Both are real workflows of ten activities, one after the other, and a step is timed by the server itself: from the
/// event by which the story asks for the activity to the event by which the story has gone on. Pawl's are bug fixes as
/// they ship: a recorded agent says at once that there is nothing to do, and is asked again in the next round. A tree
/// of
/// two files is laid out for it and read again, the invocation is journalled, what happens is told, all payloads are
/// sealed.
final class StepsChapter implements Chapter {

    private static final int ROUNDS = 10;
    private static final int WARM_UPS = 3;
    private static final int PAIRS = 10;
    private static final int TOGETHER = 50;
    private static final int TIMES_TOGETHER = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String IDLE = "idle";

    /// Where activities wait in any program that lets them be carried out elsewhere than its workflows.
    private static final String APART = "bare-work";

    private static final String ALONE = "alone";
    private static final String AT_ONCE = TOGETHER + " at once";

    @Override
    public String name() {
        return "steps";
    }

    @Override
    public String words() {
        return "agents' steps and bare steps, alone and %d at once".formatted(TOGETHER);
    }

    @Override
    public void measure(Site site) throws InterruptedException {
        site.figures().expect(ratio(ALONE), Goal.atMost(1.15));
        site.figures().expect(ratio(AT_ONCE), Goal.atMost(1.15));
        Map<String, String> wide = Map.of("PAWL_WORKER_AGENT_SLOTS", Integer.toString(TOGETHER));
        site.another("steps", wide, house -> {
            house.open(line -> {}, List.of());
            Workbench workbench = new Workbench(house, "small").withFiles(2);
            workbench.record(IDLE, "steps: {reproduce: [{done: There is nothing to do.}]}\n");
            new Measuring(house, workbench, site.figures()).alone();
            for (int time = 1; time <= TIMES_TOGETHER; time++) {
                site.log().say("  steps: %s, %d of %d ...".formatted(AT_ONCE, time, TIMES_TOGETHER));
                new Measuring(house, workbench, site.figures()).together(time);
            }
        });
    }

    private static String ratio(String how) {
        return "agent step that changes nothing / bare step, " + how;
    }

    /// In an open house.
    private record Measuring(GuestHouse house, Workbench workbench, Figures figures) {

        void alone() throws InterruptedException {
            try (BareProgram _ = bareWorker()) {
                for (int time = 0; time < WARM_UPS; time++) {
                    agents(1);
                    bare("warm-" + time + "-", 1);
                }
                for (int pair = 0; pair < PAIRS; pair++) {
                    List<History.Step> agents =
                            Histories.steps(histories(agents(1)), "agent.work").toList();
                    List<History.Step> bare = Histories.steps(histories(bare("alone-" + pair + "-", 1)), "bare-work")
                            .toList();
                    note(ALONE, agents, bare);
                }
            }
        }

        /// All of Pawl's runs come to their first step while nobody serves agents; then they all begin at once. What
        /// they waited for until then is not counted: each run's first step, on both sides.
        void together(int time) throws InterruptedException {
            house.close();
            GuestHouse without = house.with(Map.of("PAWL_WORKER_POOLS", "control,work,gates"));
            without.open(line -> {}, List.of());
            List<String> runs = workbench.put(without.gateway(), IDLE, TOGETHER, ROUNDS);
            Workbench.awaitAgents(new Histories(without), runs);
            without.close();
            house.open(line -> {}, List.of());
            Workbench.await(house.gateway(), runs, RunView::needsHuman);
            List<History.Step> agents = settled(histories(runs), "agent.work");
            try (BareProgram _ = bareWorker()) {
                bare("warm-together-" + time + "-", TOGETHER);
                List<History.Step> bare = settled(histories(bare("together-" + time + "-", TOGETHER)), "bare-work");
                note(AT_ONCE, agents, bare);
            }
        }

        private static List<History.Step> settled(List<History> histories, String activity) {
            return histories.stream()
                    .flatMap(history -> history.steps(activity).stream().skip(1))
                    .toList();
        }

        private List<String> agents(int runs) throws InterruptedException {
            Gateway gateway = house.gateway();
            List<String> ids = workbench.put(gateway, IDLE, runs, ROUNDS);
            Workbench.await(gateway, ids, RunView::needsHuman);
            return ids;
        }

        private List<String> bare(String prefix, int workflows) throws InterruptedException {
            BareProgram.run(
                    PATIENCE,
                    "steps",
                    List.of(temporal(), prefix, Integer.toString(workflows), Integer.toString(ROUNDS), APART));
            return Stream.iterate(0, number -> number + 1)
                    .limit(workflows)
                    .map(number -> prefix + number)
                    .toList();
        }

        private BareProgram bareWorker() {
            return BareProgram.serving("polling", "worker", List.of(temporal()));
        }

        private String temporal() {
            return house.address("Temporal");
        }

        private List<History> histories(List<String> workflows) {
            return new Histories(house).of(workflows);
        }

        private void note(String how, List<History.Step> agents, List<History.Step> bare) {
            parts("agent step that changes nothing, " + how, agents);
            parts("bare step, " + how, bare);
            figures.addRatio(ratio(how), millis(agents), millis(bare));
        }

        private void parts(String what, List<History.Step> steps) {
            for (History.Step step : steps) {
                figures.add(what, "ms", step.millis());
                figures.add(what + ": until a worker began", "ms", step.waitedMillis());
                figures.add(what + ": until the worker was done", "ms", step.workedMillis());
                figures.add(what + ": until the story went on", "ms", step.toldMillis());
            }
        }

        private static List<Double> millis(List<History.Step> steps) {
            return steps.stream().map(History.Step::millis).toList();
        }
    }
}
