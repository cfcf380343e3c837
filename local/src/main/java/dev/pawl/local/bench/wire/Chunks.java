package dev.pawl.local.bench.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// An answer of unknown length, without the marks between its pieces.
final class Chunks extends InputStream {

    private final InputStream in;
    private int left;
    private boolean begun;
    private boolean ended;

    Chunks(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(bytes, offset, Math.min(length, left));
        if (read < 0) {
            throw new EOFException("The connection was closed.");
        }
        left -= read;
        return read;
    }

    /// A piece ends with an empty line, and so does the last one, of no length.
    private void next() throws IOException {
        if (begun) {
            Wire.line(in);
        }
        begun = true;
        left = Integer.parseInt(Wire.line(in).split(";", 2)[0].strip(), 16);
        if (left == 0) {
            Wire.line(in);
            ended = true;
        }
    }
}
