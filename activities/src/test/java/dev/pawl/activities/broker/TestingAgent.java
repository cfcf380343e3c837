package dev.pawl.activities.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// An agent that speaks HTTP to a UNIX socket: one request for each connection.
final class TestingAgent implements AutoCloseable {

    private final SocketChannel channel;
    private final InputStream in;

    private TestingAgent(Path socket) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        in = Channels.newInputStream(channel);
    }

    /// @param whole whether the answer came to its end
    record Answer(int status, String headers, String body, boolean whole) {}

    static TestingAgent at(Broker.Line line) throws IOException {
        return new TestingAgent(line.socket());
    }

    /// A message for the Messages API, with the line's own token.
    static Answer ask(Broker.Line line, String body) throws IOException {
        return ask(line, "POST /v1/messages?beta=true", "x-api-key: " + line.token(), body);
    }

    static Answer ask(Broker.Line line, String target, String header, String body) throws IOException {
        try (TestingAgent agent = at(line)) {
            return agent.send(target, header, body).answer();
        }
    }

    /// In one go, as a refusal may come before the body was sent.
    TestingAgent send(String target, String header, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        write(head(target, "%s\r\nContent-Length: %d".formatted(header, length)) + body);
        return this;
    }

    /// All that comes before a body, and no more.
    TestingAgent sendHead(String target, String headers) throws IOException {
        write(head(target, headers));
        return this;
    }

    TestingAgent sendBody(String body) throws IOException {
        write(body);
        return this;
    }

    private static String head(String target, String headers) {
        return "%s HTTP/1.1\r\nHost: broker.invalid\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        .formatted(target)
                + "anthropic-version: 2023-06-01\r\nCookie: of=mine\r\n%s\r\n\r\n".formatted(headers);
    }

    private void write(String words) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8));
        while (all.hasRemaining()) {
            channel.write(all);
        }
    }

    /// Reads until these words have come.
    void await(String words) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        while (!seen.toString(StandardCharsets.UTF_8).contains(words)) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("ended before it said " + words + ": " + seen.toString(StandardCharsets.UTF_8));
            }
            seen.write(one);
        }
    }

    Answer answer() throws IOException {
        String said = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        int end = said.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, "", said, false);
        }
        String headers = said.substring(0, end);
        String body = said.substring(end + 4);
        boolean chunked = headers.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        return new Answer(
                Integer.parseInt(headers.substring(9, 12)),
                headers,
                utf8(chunked ? joined(body) : body),
                !chunked || body.endsWith("0\r\n\r\n"));
    }

    private static String joined(String chunks) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (at < chunks.length()) {
            int line = chunks.indexOf("\r\n", at);
            int size = Integer.parseInt(chunks.substring(at, line), 16);
            body.append(chunks, line + 2, line + 2 + size);
            at = line + 2 + size + 2;
        }
        return body.toString();
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// Goes away, whatever is still said.
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
