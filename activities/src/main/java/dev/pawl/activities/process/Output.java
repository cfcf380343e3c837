package dev.pawl.activities.process;

import java.io.IOException;

/// Takes what a program says, as it says it: any bytes, in pieces of any size, never a whole line by promise.
@FunctionalInterface
public interface Output {

    void take(Stream stream, byte[] bytes, int length) throws IOException;

    enum Stream {
        OUT,
        ERR
    }
}
