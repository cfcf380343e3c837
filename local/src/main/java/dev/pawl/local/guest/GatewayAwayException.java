package dev.pawl.local.guest;

import dev.pawl.local.HouseException;
import org.jspecify.annotations.Nullable;

/// The gateway gives no answer now; it may later.
public final class GatewayAwayException extends HouseException {

    private static final long serialVersionUID = 1;

    GatewayAwayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
