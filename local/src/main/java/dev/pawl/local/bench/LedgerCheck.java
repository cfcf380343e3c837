package dev.pawl.local.bench;

import dev.pawl.local.model.Answered;
import dev.pawl.local.model.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether Pawl's ledger and what the model gave are the same. What a living worker read is there to the token.
/// What was on its way when its worker was killed is there as an estimate, once for each request: nobody has read its
/// figures.
final class LedgerCheck {

    /// From the row to the model it is not far.
    private static final Duration ON_THE_WAY = Duration.ofSeconds(10);

    private final Traces traces;
    private final List<String> complaints = new ArrayList<>();
    private final long sold;
    private long measured;
    private long estimated;
    private long lost;
    private long neverArrived;
    private Tokens given = new Tokens(0, 0, 0, 0);
    private Tokens kept = new Tokens(0, 0, 0, 0);

    LedgerCheck(Traces traces) {
        this.traces = traces;
        traces.runs().forEach(this::compare);
        sold = traces.given().stream().filter(Answered::isSold).count();
        if (sold < traces.given().size()) {
            complaints.add(
                    "The model refused %d requests.".formatted(traces.given().size() - sold));
        }
        if (measured + lost != sold) {
            complaints.add("%d answers were given, and the ledger knows %d of them.".formatted(sold, measured + lost));
        }
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    List<String> lines() {
        return List.of(
                "The ledger: %d rows. The model gave %d answers."
                        .formatted(traces.bought().size(), sold),
                "  %d are measured: %,d tokens read and %,d written in the ledger, %,d and %,d given."
                        .formatted(measured, read(kept), kept.output(), read(given), given.output()),
                "  %d were on their way when their worker was killed, and stand there as an estimate; %d of these requests"
                                .formatted(estimated, neverArrived)
                        + " never reached the model.");
    }

    private void compare(String run) {
        List<Answered> open = new ArrayList<>(traces.sold(run));
        List<Bought> cut = new ArrayList<>();
        for (Bought row : traces.bought(run)) {
            if (row.measured()) {
                take(open, row);
            } else {
                cut.add(row);
                requireStruck(row);
            }
        }
        estimated += cut.size();
        for (Answered answer : open) {
            first(cut, answer)
                    .ifPresentOrElse(
                            row -> {
                                cut.remove(row);
                                lost++;
                            },
                            () -> complaints.add("Nobody wrote down what %s was given at %s."
                                    .formatted(answer.conversation(), answer.asked())));
        }
        neverArrived += cut.size();
    }

    private void take(List<Answered> open, Bought row) {
        Optional<Answered> same = open.stream()
                .filter(answer ->
                        answer.tokens().equals(row.tokens()) && !answer.asked().isBefore(row.started()))
                .findFirst();
        if (same.isEmpty()) {
            complaints.add("The ledger holds an answer that nobody gave: %s.".formatted(row));
            return;
        }
        open.remove(same.get());
        measured++;
        given = sum(given, same.get().tokens());
        kept = sum(kept, row.tokens());
    }

    /// The request that the answer belongs to.
    private static Optional<Bought> first(List<Bought> cut, Answered answer) {
        return cut.stream()
                .filter(row -> !row.started().isAfter(answer.asked())
                        && row.started().plus(ON_THE_WAY).isAfter(answer.asked()))
                .findFirst();
    }

    private void requireStruck(Bought row) {
        Instant next = traces.bought(row.run()).stream()
                .map(Bought::started)
                .filter(row.started()::isBefore)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        if (!traces.isStruck(row.run(), row.started(), next)) {
            complaints.add("The ledger has an estimate where no worker was killed: %s.".formatted(row));
        }
    }

    private static Tokens sum(Tokens one, Tokens other) {
        return new Tokens(
                one.input() + other.input(),
                one.output() + other.output(),
                one.cacheWrite() + other.cacheWrite(),
                one.cacheRead() + other.cacheRead());
    }

    private static long read(Tokens tokens) {
        return tokens.input() + tokens.cacheWrite() + tokens.cacheRead();
    }
}
