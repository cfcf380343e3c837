package dev.pawl.local.bench.wire;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// One connection that is kept open: of an answer it reads the status, the length and the body, and nothing else.
public final class Wire implements Closeable {

    private static final int BUFFER = 8 * 1024;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int CHUNKED = -1;
    private static final String LENGTH = "content-length:";
    private static final String ENCODING = "transfer-encoding:";

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    public Wire(URI server) throws IOException {
        this(server, BUFFER);
    }

    Wire(URI server, int buffer) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), buffer);
        out = socket.getOutputStream();
    }

    /// Asks, and waits for the whole answer.
    public Answer ask(Ask ask) throws IOException {
        out.write(ask.bytes());
        int status = status();
        int length = length();
        return new Answer(status, length == CHUNKED ? new Chunks(in).readAllBytes() : exactly(length));
    }

    /// Asks, and answers with what comes for as long as it comes.
    InputStream open(Ask ask) throws IOException {
        out.write(ask.bytes());
        int status = status();
        int length = length();
        if (length != CHUNKED) {
            new Answer(status, exactly(length)).required();
            throw new IOException("The answer is no stream.");
        }
        return new Chunks(in);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int status() throws IOException {
        return Integer.parseInt(line(in).split(" ", 3)[1]);
    }

    private int length() throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            } else if (header.startsWith(ENCODING)) {
                length = CHUNKED;
            }
        }
        return length;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("The answer ends in its middle.");
        }
        return body;
    }

    /// The next line, without its end.
    static String line(InputStream in) throws IOException {
        byte[] line = new byte[128];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed.");
            }
            if (next != '\r') {
                line = length == line.length ? Arrays.copyOf(line, 2 * length) : line;
                line[length++] = (byte) next;
            }
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }
}
