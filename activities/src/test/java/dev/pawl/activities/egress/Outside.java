package dev.pawl.activities.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A machine of the world, on loopback: it keeps what it hears first on each connection, says one thing and hangs up.
final class Outside implements AutoCloseable {

    private final ServerSocket door;
    private final String says;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Outside(String says) throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.says = says;
    }

    static Outside saying(String says) throws IOException {
        Outside outside = new Outside(says);
        outside.threads.execute(outside::letIn);
        return outside;
    }

    int port() {
        return door.getLocalPort();
    }

    List<String> heard() {
        return heard;
    }

    private void letIn() {
        try {
            while (true) {
                Socket visitor = door.accept();
                threads.execute(() -> answer(visitor));
            }
        } catch (IOException e) {
            if (!door.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Who goes before the end was not heard.
    private void answer(Socket visitor) {
        try (visitor) {
            InputStream in = visitor.getInputStream();
            byte[] first = new byte[1 << 16];
            int read = in.read(first);
            heard.add(new String(first, 0, Math.max(0, read), StandardCharsets.ISO_8859_1));
            visitor.getOutputStream().write(says.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            heard.add("");
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
