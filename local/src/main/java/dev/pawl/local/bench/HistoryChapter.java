package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.demo.Sample;
import dev.pawl.local.guest.BugReport;
import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.RunView;
import java.time.Duration;
import java.util.List;

/// How much history a bug fix leaves in Temporal: the demo's, from its report to its branch. A step is whatever the
/// story asks of a worker: an agent's work, a gate's verdict, a fetch, a delivery, an end to be written down.
final class HistoryChapter implements Chapter {

    private static final int RUNS = 3;
    private static final String EVENTS = "history of a bug fix: events per step";
    private static final String BYTES = "history of a bug fix: KiB per step";

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String words() {
        return "bug fixes, and what Temporal keeps of them";
    }

    @Override
    public void measure(Site site) throws InterruptedException {
        Figures figures = site.figures();
        figures.expect(EVENTS, Goal.atMost(14));
        figures.expect(BYTES, Goal.atMost(20));
        Gateway gateway = site.gateway();
        Sample sample = Sample.in(site.house().home(), site.house().agents());
        Histories histories = new Histories(site.house());
        for (int number = 1; number <= RUNS; number++) {
            String title = "Splitting a bill loses cents (%d)".formatted(number);
            String run = gateway.fix(
                            new BugReport(sample.url(), title, sample.report(), "recorded", "demo", null),
                            Duration.ofSeconds(30))
                    .id();
            Workbench.await(gateway, List.of(run), RunView::hasEnded);
            History history = histories.of(run);
            if (history.asked("workspace.deliver") != 1) {
                throw new HouseException("Run " + run + " was not delivered, so its history is not a bug fix's.");
            }
            double steps = history.asked();
            figures.add("history of a bug fix: events", "", history.events().size());
            figures.add("history of a bug fix: steps", "", steps);
            figures.add("history of a bug fix: steps that are an agent's work", "", history.asked("agent.work"));
            figures.add(EVENTS, "", history.events().size() / steps);
            figures.add(BYTES, "KiB", histories.bytes(run) / 1024.0 / steps);
            figures.add(
                    "history of a bug fix: events per agent's work, with gates and all",
                    "",
                    history.events().size() / (double) history.asked("agent.work"));
            figures.add("history of a bug fix: KiB", "KiB", histories.bytes(run) / 1024.0);
        }
    }
}
