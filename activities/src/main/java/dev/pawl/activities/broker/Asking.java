package dev.pawl.activities.broker;

import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Asks a provider until there is an answer worth passing on, or no sense in asking again.
final class Asking {

    private static final Set<Integer> LIMITS = Set.of(429, 529);
    private static final Set<Integer> FAULTS = Set.of(500, 502, 503, 504);

    private static final int RETRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /// So long, a request is held back here; what takes longer is waited for by the run, without a process.
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final int SHORT_WAITS = 5;
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(60);
    private static final int JITTER_SECONDS = 15;

    private final OpenLine line;
    private final Visit visit;
    private final Asked asked;
    private int retries;
    private int waits;

    Asking(OpenLine line, Visit visit, Asked asked) {
        this.line = line;
        this.visit = visit;
        this.asked = asked;
    }

    /// @param charge what the input costs if the provider took it and then said nothing
    Reply ask(Bill charge) throws InterruptedException {
        while (true) {
            Optional<Reply> reply;
            try {
                reply = judge(line.means().upstream().ask(line.provider(), visit.target(), asked, visit));
            } catch (Provider.NoKeyException e) {
                return refused(new Broker.Halt.Refused(String.valueOf(e.getMessage())), null);
            } catch (IOException e) {
                reply = failed(e, charge);
            }
            if (reply.isPresent()) {
                return reply.get();
            }
        }
    }

    /// Nothing if it is worth asking again.
    private Optional<Reply> judge(HttpResponse<Incoming> response) throws InterruptedException {
        int status = response.statusCode();
        if (LIMITS.contains(status)) {
            response.body().close();
            Duration pause = Limits.pause(
                            response.headers(), line.means().time().instant())
                    .orElseGet(Asking::usualPause);
            return waits(pause) ? Optional.empty() : Optional.of(limited(pause, status));
        }
        if (FAULTS.contains(status) && tryAgain()) {
            response.body().close();
            return Optional.empty();
        }
        return Optional.of(worthPassingOn(response));
    }

    private Optional<Reply> failed(IOException failure, Bill charge) throws InterruptedException {
        boolean connected = !(failure instanceof HttpConnectTimeoutException);
        if (failure instanceof HttpTimeoutException && connected) {
            return Optional.of(new Reply.No(504, null, silent(), charge));
        }
        if (visit.isGone()) {
            return Optional.of(new Reply.No(502, null, "Nobody waits for the answer.", charge));
        }
        return tryAgain() ? Optional.empty() : Optional.of(unreachable());
    }

    private Reply worthPassingOn(HttpResponse<Incoming> response) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            response.body().close();
            return refused(
                    new Broker.Halt.Refused("%s refused the key of this worker (%d). Look at %s."
                            .formatted(
                                    line.provider().name(),
                                    status,
                                    line.provider().whereTheKeyIs())),
                    status);
        }
        if (status / 100 != 2 && status < 400) {
            response.body().close();
            return new Reply.No(
                    502,
                    status,
                    "%s sends somewhere else (%d), where the broker does not go."
                            .formatted(line.provider().name(), status),
                    Bill.NOTHING);
        }
        return new Reply.Answer(response);
    }

    private static Duration usualPause() {
        return USUAL_PAUSE.plusSeconds(RandomGenerator.getDefault().nextInt(JITTER_SECONDS));
    }

    private boolean waits(Duration pause) throws InterruptedException {
        if (pause.compareTo(SHORT) > 0 || waits == SHORT_WAITS) {
            return false;
        }
        waits++;
        return !visit.goesWithin(pause);
    }

    private boolean tryAgain() throws InterruptedException {
        if (retries == RETRIES) {
            return false;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << retries);
        retries++;
        return !visit.goesWithin(pause);
    }

    private Reply limited(Duration told, int status) {
        Duration pause = waits == SHORT_WAITS && told.compareTo(USUAL_PAUSE) < 0 ? usualPause() : told;
        Instant said = line.means().time().instant().plus(pause);
        Broker.Halt halt = new Broker.Halt.Limited(
                said,
                pause,
                "%s takes no more requests until %s (%d)."
                        .formatted(line.provider().name(), said, status));
        line.halt(halt);
        return new Reply.No(429, status, halt.sentence(), Bill.NOTHING);
    }

    private Reply refused(Broker.Halt.Refused halt, @Nullable Integer status) {
        line.halt(halt);
        return new Reply.No(403, status, halt.sentence(), Bill.NOTHING);
    }

    private Reply unreachable() {
        return new Reply.No(
                502, null, "%s cannot be reached.".formatted(line.provider().name()), Bill.NOTHING);
    }

    private String silent() {
        return "%s said nothing for %s."
                .formatted(line.provider().name(), line.means().upstream().silence());
    }
}
