package dev.pawl.gateway.outbox;

import dev.pawl.store.outbox.Errand;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/// Tells an errand that nobody can ever carry out from one that only has to wait.
final class Hopeless {

    /// About a day, with half a minute between two tries: time to bring back the gateway that knows the errand's kind.
    private static final int TRIES_OF_THE_UNREADABLE = 2_880;

    /// Temporal may say so by mistake while it starts.
    private static final int TRIES_OF_THE_REFUSED = 10;

    private Hopeless() {}

    static boolean is(Throwable failure, Errand errand) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException said
                    && said.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
                return errand.attempts() >= TRIES_OF_THE_REFUSED;
            }
        }
        return failure instanceof IllegalArgumentException && errand.attempts() >= TRIES_OF_THE_UNREADABLE;
    }
}
