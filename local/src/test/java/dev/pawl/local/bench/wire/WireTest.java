package dev.pawl.local.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.HouseException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WireTest {

    private ServerSocket server;
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void readsOneAnswerAfterTheOtherOfOneConnection() throws Exception {
        Thread answering = answers(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Other: 7\r\n\r\nfirst",
                "HTTP/1.1 202 Accepted\r\ntransfer-encoding: chunked\r\n\r\n4\r\nseco\r\n2;x=y\r\nnd\r\n0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n");

        try (Wire wire = new Wire(address())) {
            assertThat(wire.ask(Ask.get(address(), "/one", "key")).text()).isEqualTo("first");
            Answer second = wire.ask(Ask.post(address(), "/two", "key", "{\"ü\": 1}"));
            assertThat(second.status()).isEqualTo(202);
            assertThat(second.text()).isEqualTo("second");
            assertThat(wire.ask(Ask.get(address(), "/three", "")).text()).isEmpty();
        }
        answering.join();

        assertThat(asked.get(0)).startsWith("GET /one HTTP/1.1\r\n").contains("Authorization: Bearer key\r\n");
        assertThat(asked.get(1)).contains("Content-Length: 9\r\n").endsWith("{\"ü\": 1}");
        assertThat(asked.get(2)).doesNotContain("Authorization");
    }

    @Test
    void doesNotTakeARefusalForAnAnswer() throws Exception {
        answers("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 4\r\n\r\nFull");

        try (Wire wire = new Wire(address())) {
            Answer refusal = wire.ask(Ask.get(address(), "/", "key"));

            assertThatThrownBy(refusal::text)
                    .isInstanceOf(HouseException.class)
                    .hasMessage("Refused with status 429: Full");
        }
    }

    @Test
    void doesNotTakeHalfAnAnswerForAWhole() throws Exception {
        Thread answering = answers("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");

        try (Wire wire = new Wire(address())) {
            assertThatThrownBy(() -> wire.ask(Ask.get(address(), "/", "key"))).isInstanceOf(EOFException.class);
        }
        answering.join();
    }

    @Test
    void tellsWhatAStreamTells() throws Exception {
        answers("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
                + chunk(": still watching\n\nevent: event\nid: 1\ndata: {}")
                + chunk("\n\neven")
                + chunk("t: end\nid: 1\ndata: {1}\n\n"));

        try (Watcher watcher = new Watcher(address(), "/events", "key")) {
            assertThat(watcher.next()).isEqualTo(new Watcher.Told("event", "1", "{}"));
            assertThat(watcher.next()).isEqualTo(new Watcher.Told("end", "1", "{1}"));
        }
    }

    private static String chunk(String text) {
        return "%x\r\n%s\r\n".formatted(text.length(), text);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /// Answers each request of one connection with the next of these, and closes it then.
    private Thread answers(String... answers) {
        return Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                for (String answer : answers) {
                    asked.add(request(socket.getInputStream()));
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException failure) {
                asked.add(failure.toString());
            }
        });
    }

    private static String request(InputStream in) throws IOException {
        byte[] bytes = new byte[4096];
        return new String(bytes, 0, in.read(bytes), StandardCharsets.UTF_8);
    }
}
