package dev.pawl.cli;

import dev.pawl.cli.client.Answer;
import dev.pawl.cli.client.CheckupRequest;
import dev.pawl.cli.client.Complaint;
import dev.pawl.cli.client.EventsView;
import dev.pawl.cli.client.Exit;
import dev.pawl.cli.client.Gateway;
import dev.pawl.cli.client.RunView;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Proves the whole house: a checkup goes the way that all work goes, through every pool, and says what it found.
@Command(name = "doctor", description = "Run a checkup through the whole house and say what it found.")
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many rounds, 1 to 100 (default: 1).")
    int rounds = 1;

    @Option(
            names = "--pause",
            paramLabel = "D",
            defaultValue = "0s",
            converter = Durations.class,
            description = "The pause between two rounds, up to 1m (default: none).")
    Duration pause = Duration.ZERO;

    @Option(
            names = "--patience",
            paramLabel = "D",
            defaultValue = "2m",
            converter = Durations.class,
            description = "How long to wait while nothing moves, or while the gateway is away (default: 2m).")
    Duration patience = Duration.ofMinutes(2);

    private final Surroundings surroundings;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (rounds < 1 || rounds > 100) {
            throw new Complaint(Exit.USAGE, "A checkup has 1 to 100 rounds, not " + rounds + ".");
        }
        if (pause.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new Complaint(Exit.USAGE, "The pause between two rounds is at most 1m.");
        }
        Gateway gateway = options.connect();
        CheckupRequest checkup = new CheckupRequest(rounds, pause);
        String once = UUID.randomUUID().toString();
        Answer<RunView> submitted = new Patience(surroundings, patience).askOnce(() -> gateway.checkUp(checkup, once));
        RunFollower follower =
                new RunFollower(gateway, new Patience(surroundings, patience.plus(pause)), this::tell, screen::remark);
        Answer<RunView> ended = follower.follow(submitted.view().id(), 0);
        screen.show(ended, this::report);
        RunView.Outcome outcome = ended.view().outcome();
        return (outcome != null && outcome.isSound() ? Exit.FINE : Exit.NO).code();
    }

    private void tell(Answer<EventsView.Event> event) {
        screen.remark(EventLine.of(event.view()));
    }

    private void report(RunView run) {
        RunView.Outcome outcome = run.outcome();
        if (outcome != null && !outcome.findings().isEmpty()) {
            screen.table(Findings.table(outcome.findings()));
        }
        screen.line(Findings.sentence(run));
    }
}
