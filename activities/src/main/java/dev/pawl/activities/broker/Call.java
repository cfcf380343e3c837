package dev.pawl.activities.broker;

import dev.pawl.activities.broker.Broker.Halt;
import dev.pawl.store.model.ModelCall;
import dev.pawl.store.model.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request that is let through: asked for, passed on, counted and written down.
final class Call {

    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private static final List<String> SHOWN = List.of("content-type", "request-id", "x-request-id");
    private static final int LARGEST_ANSWER = 64 << 20;

    private final OpenLine line;
    private final Visit visit;
    private final Asked asked;
    private final Price price;
    private final String id = UUID.randomUUID().toString();
    private final Instant started;
    private boolean settled;

    Call(OpenLine line, Visit visit, Asked asked, Price price) {
        this.line = line;
        this.visit = visit;
        this.asked = asked;
        this.price = price;
        this.started = line.means().time().instant();
    }

    void run() throws InterruptedException {
        line.turns().begin(asked.turn());
        Bill input = bill(Tokens.ofInput(asked.guess()), false);
        if (!begin(input)) {
            return;
        }
        try {
            switch (new Asking(line, visit, asked).ask(input)) {
                case Reply.No no -> {
                    settle(no.bill(), no.status());
                    line.complain(visit, no.shown(), no.sentence());
                }
                case Reply.Answer answer -> pass(answer.response());
            }
        } finally {
            settle(input, null);
        }
    }

    private boolean begin(Bill input) {
        try {
            line.means().book().begin(line.terms().tenant(), row(input, null, null));
            return true;
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("run", line.terms().run())
                    .setCause(failure)
                    .log("a model is not asked, because what it costs cannot be written down");
            free(Bill.NOTHING, false);
            line.complain(visit, 503, "Pawl's broker cannot write down now what is bought.");
            return false;
        }
    }

    private void pass(HttpResponse<Incoming> response) throws InterruptedException {
        int status = response.statusCode();
        try (Incoming answer = response.body()) {
            visit.whenGone(answer::close);
            String type = response.headers().firstValue("content-type").orElse("");
            if (status >= 400) {
                passComplaint(response, answer);
            } else if (type.startsWith("text/event-stream")) {
                new Streaming(line, visit, this).pass(shown(response), status, answer);
            } else {
                passWhole(response, answer);
            }
        }
    }

    /// What is not done costs nothing. Providers do not say a key again; should one do, the agent does not hear it.
    private void passComplaint(HttpResponse<Incoming> response, Incoming answer) throws InterruptedException {
        byte[] body;
        try {
            body = whole(answer);
        } catch (IOException broken) {
            body = new byte[0];
        }
        settle(Bill.NOTHING, response.statusCode());
        String text = new String(body, StandardCharsets.UTF_8);
        Map<String, String> headers = shown(response);
        headers.put("x-should-retry", "false");
        visit.answer(response.statusCode(), headers, line.withoutKey(text).getBytes(StandardCharsets.UTF_8));
    }

    private void passWhole(HttpResponse<Incoming> response, Incoming answer) throws InterruptedException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try {
            read(answer, seen);
            asked.tally().whole(Api.JSON.readTree(seen.toByteArray()));
        } catch (IOException broken) {
            settle(bill(Tokens.ofInput(asked.guess()).withOutput(Asked.tokens(seen.size())), false), 200);
            line.complain(
                    visit,
                    broken instanceof Incoming.SilentException ? 504 : 502,
                    "%s did not give its answer to the end."
                            .formatted(line.provider().name()));
            return;
        }
        settle(soFar(), response.statusCode());
        visit.answer(response.statusCode(), shown(response), seen.toByteArray());
    }

    private byte[] whole(Incoming answer) throws IOException, InterruptedException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        read(answer, seen);
        return seen.toByteArray();
    }

    private void read(Incoming answer, ByteArrayOutputStream into) throws IOException, InterruptedException {
        for (byte[] piece = next(answer); piece != null; piece = next(answer)) {
            into.write(piece);
            if (into.size() > LARGEST_ANSWER) {
                throw new IOException("the answer is too large");
            }
        }
        if (answer.isClosed()) {
            throw new IOException("nobody waits for the answer");
        }
    }

    byte @Nullable [] next(Incoming answer) throws IOException, InterruptedException {
        return answer.next(line.means().upstream().silence());
    }

    private static Map<String, String> shown(HttpResponse<Incoming> response) {
        Map<String, String> shown = new HashMap<>();
        for (String name : SHOWN) {
            response.headers().firstValue(name).ifPresent(value -> shown.put(name, value));
        }
        return shown;
    }

    Tally tally() {
        return asked.tally();
    }

    /// What is known now of what it costs.
    Bill soFar() {
        return asked.turn() ? bill(tally().tokens(asked.guess()), tally().isFinished()) : Bill.NOTHING;
    }

    private Bill bill(Tokens tokens, boolean measured) {
        return asked.turn() ? new Bill(tokens, price.of(tokens), measured) : Bill.NOTHING;
    }

    /// The last word on what it cost, said once.
    void settle(Bill bill, @Nullable Integer status) {
        if (settled) {
            return;
        }
        free(bill, asked.turn() && status != null && status == 200);
        line.means()
                .book()
                .end(line.terms().tenant(), row(bill, line.means().time().instant(), status));
    }

    private void free(Bill bill, boolean answered) {
        settled = true;
        line.purse().settle(this, bill, answered);
        line.turns().end(asked.turn());
    }

    private ModelCall row(Bill bill, @Nullable Instant ended, @Nullable Integer status) {
        Tokens tokens = bill.tokens();
        return new ModelCall(
                id,
                line.terms().run(),
                line.terms().step(),
                line.terms().provider(),
                asked.model(),
                started,
                ended,
                status,
                tokens.input(),
                tokens.cacheWrite() + tokens.cacheWriteHour(),
                tokens.cacheRead(),
                tokens.output(),
                bill.micros(),
                bill.measured() ? Source.MEASURED : Source.ESTIMATED);
    }

    /// More was bought than there is money for.
    void overspent() {
        line.halt(new Halt.Overspent(line.overspent()));
    }
}
