package dev.pawl.activities.broker;

import java.util.Optional;

/// Decides what is let through: where to, for which model, and whether there is money for it.
final class Reception {

    private final OpenLine line;
    private final Offer offer;
    private final Turns turns;

    Reception(OpenLine line, Offer offer, Turns turns) {
        this.line = line;
        this.offer = offer;
        this.turns = turns;
    }

    void receive(Visit visit) throws InterruptedException {
        Api api = line.provider().api();
        String path = visit.target().replaceFirst("\\?beta=true$", "");
        if (!visit.method().equals("POST") || !api.paths().contains(path)) {
            line.complain(visit, 404, "Pawl's broker lets nothing through but POST to %s.".formatted(api.paths()));
            return;
        }
        Asked asked;
        try {
            asked = read(api, path, visit);
        } catch (Api.UnfitRequestException e) {
            line.complain(visit, e.status(), String.valueOf(e.getMessage()));
            return;
        }
        Optional<Price> price = offer.price(asked.model());
        if (price.isEmpty()) {
            line.complain(visit, 404, "This model may not be used here, or has no price.");
        } else if (!isStopped(visit)) {
            buy(visit, asked, price.get());
        }
    }

    private static Asked read(Api api, String path, Visit visit) throws Api.UnfitRequestException {
        if (visit.header("content-encoding").isPresent()) {
            throw new Api.UnfitRequestException(415, "Pawl's broker reads no packed requests.");
        }
        return api.read(path, visit.body());
    }

    private void buy(Visit visit, Asked asked, Price price) throws InterruptedException {
        if (asked.turn() && asked.goesOn() && offer.isMain(asked.model())) {
            turns.between(asked.results()).ifPresent(line::halt);
            if (isStopped(visit)) {
                return;
            }
        }
        Call call = new Call(line, visit, asked, price);
        visit.whenGone(line.purse()::wake);
        if (asked.turn() && !line.purse().setAside(call, worst(asked, price), visit::isGone)) {
            if (line.purse().isSpent()) {
                line.halt(new Broker.Halt.Overspent(line.overspent()));
            }
            if (!isStopped(visit)) {
                visit.cut();
            }
            return;
        }
        if (isStopped(visit) || visit.isGone()) {
            // While it waited, the line was stopped, or the agent went away.
            line.purse().settle(call, Bill.NOTHING, false);
            return;
        }
        call.run();
    }

    /// A token for each byte: no text has more.
    private static long worst(Asked asked, Price price) {
        return price.atWorst(asked.body().size(), asked.most());
    }

    /// Says no to all that comes after the line was stopped.
    private boolean isStopped(Visit visit) {
        Optional<Broker.Halt> halt = line.halted();
        halt.ifPresent(reason -> line.complain(visit, status(reason), reason.sentence()));
        return halt.isPresent();
    }

    private static int status(Broker.Halt reason) {
        return switch (reason) {
            case Broker.Halt.Overspent _ -> 402;
            case Broker.Halt.Limited _ -> 429;
            case Broker.Halt.Refused _ -> 403;
            case Broker.Halt.Broken _ -> 503;
        };
    }
}
