package dev.pawl.local.bench;

import dev.pawl.local.demo.Sample;
import dev.pawl.local.guest.BugReport;
import dev.pawl.local.guest.EventsView.Event;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.model.ScriptedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Bug fixes by the real Claude Code on two workers, one of which is killed again and again, until all have ended. Then
/// it is looked at what that has cost.
final class Storm {

    private static final List<String> TWO_WORKERS = List.of("--workers=2");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration TELL_AGAIN = Duration.ofSeconds(30);

    private final GuestHouse house;
    private final ScriptedModel model;
    private final StormPlan plan;
    private final HouseLog log;
    private final Figures figures;

    Storm(GuestHouse house, ScriptedModel model, StormPlan plan, HouseLog log, Figures figures) {
        this.house = house;
        this.model = model;
        this.plan = plan;
        this.log = log;
        this.figures = figures;
    }

    /// Answers with what was not as it has to be. The house is closed afterwards.
    List<String> rage() throws InterruptedException {
        log.say("Opening a house of its own in " + house.folder() + ", with two workers.");
        Starts starts = new Starts(house, figures);
        if (plan.learns()) {
            starts.first(TWO_WORKERS);
        } else {
            starts.further(TWO_WORKERS);
        }
        Sample sample = Sample.in(house.home(), house.agents());
        Herd herd = new Herd(house.gateway());
        log.say("%d bug fixes by Claude Code (sandbox: %s); a worker is killed every %d s."
                .formatted(plan.runs(), plan.sandbox(), plan.killEvery().toSeconds()));
        long begin = System.nanoTime();
        herd.report(
                new BugReport(
                        sample.url(),
                        "Splitting a bill loses cents",
                        sample.report(),
                        "claude-code",
                        "anthropic",
                        plan.sandbox()),
                plan);
        Thunder thunder = new Thunder(house, plan);
        await(herd, thunder);
        figures.addSince("all runs, until the last has ended", begin);
        thunder.end();
        Map<String, List<Event>> events = herd.events();
        List<Strike> strikes = thunder.strikes().stream()
                .map(strike -> strike.ofThoseAtWork(events))
                .toList();
        Traces traces = new Traces(herd.conversations(), model.answers(), new Books(house).read(), strikes, events);
        house.close();
        List<String> complaints = new ArrayList<>(herd.complaints());
        complaints.addAll(thunder.orphans());
        complaints.addAll(Thunder.leftOf(herd.conversations().keySet()));
        complaints.addAll(judge(traces));
        return complaints;
    }

    private void await(Herd herd, Thunder thunder) throws InterruptedException {
        long told = System.nanoTime();
        while (!herd.isOver()) {
            thunder.look();
            herd.look();
            if (System.nanoTime() - told > TELL_AGAIN.toNanos()) {
                told = System.nanoTime();
                log.say("  %d kills, %d of %d runs have ended ..."
                        .formatted(thunder.strikes().size(), herd.ended(), plan.runs()));
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private List<String> judge(Traces traces) {
        LedgerCheck ledger = new LedgerCheck(traces);
        TurnsCheck turns = new TurnsCheck(traces);
        ResumeCheck resume = new ResumeCheck(traces, plan, figures);
        log.say("");
        turns.lines().forEach(log::say);
        ledger.lines().forEach(log::say);
        resume.lines().forEach(log::say);
        List<String> complaints = new ArrayList<>(turns.complaints());
        complaints.addAll(ledger.complaints());
        complaints.addAll(resume.complaints());
        return complaints;
    }
}
