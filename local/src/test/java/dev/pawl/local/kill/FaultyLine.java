package dev.pawl.local.kill;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The way to a server, which a test makes slow, cuts or lets fall silent.
final class FaultyLine implements AutoCloseable {

    private static final int LARGEST = 16 * 1024;
    private static final int TRICKLE = 2 * 1024;
    private static final long LATENCY_MILLIS = 25;

    /// One message in so many is cut.
    private static final int BETWEEN_CUTS = 12;

    enum Weather {
        FINE,
        /// Each message is late, and comes in small pieces.
        SLOW,
        /// Now and then the connection is reset in the middle of a message.
        CUT,
        /// Connections are accepted, and nothing is said any more.
        SILENT
    }

    private final ServerSocket door = new ServerSocket();
    private final int server;
    private final Random random;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private Weather weather = Weather.FINE;
    private int struck;

    /// @param server the port that it leads to
    FaultyLine(int server, long seed) throws IOException {
        this.server = server;
        this.random = new Random(seed);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().name("line").start(this::listen);
    }

    /// So many bytes keep a slow line busy for so long.
    static int load(Duration time) {
        return Math.toIntExact(time.toMillis() / LATENCY_MILLIS * TRICKLE);
    }

    int port() {
        return door.getLocalPort();
    }

    synchronized void turn(Weather other) {
        weather = other;
        struck = 0;
        notifyAll();
    }

    /// How many messages the weather has met.
    synchronized int struck() {
        return struck;
    }

    private void listen() {
        try {
            while (true) {
                Socket client = door.accept();
                Thread.ofVirtual().name("link").start(() -> link(client));
            }
        } catch (SocketException closed) {
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void link(Socket client) {
        try {
            Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), server));
            links.add(link);
            Thread.ofVirtual().name("there").start(() -> link.carry(client, link.server()));
            link.carry(link.server(), client);
        } catch (IOException nobodyThere) {
            reset(client);
        }
    }

    /// Whether the message is to be cut.
    private synchronized boolean strikes() throws InterruptedException {
        struck += weather == Weather.FINE ? 0 : 1;
        while (weather == Weather.SILENT) {
            wait();
        }
        return weather == Weather.CUT && random.nextInt(BETWEEN_CUTS) == 0;
    }

    private synchronized boolean isSlow() {
        return weather == Weather.SLOW;
    }

    /// With a reset, so that who writes is told, too.
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        links.forEach(Link::cut);
        turn(Weather.FINE);
    }

    /// One connection.
    private final class Link {

        private final Socket client;
        private final Socket server;

        Link(Socket client, Socket server) throws SocketException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        Socket server() {
            return server;
        }

        void cut() {
            links.remove(this);
            reset(client);
            reset(server);
        }

        void carry(Socket from, Socket to) {
            byte[] message = new byte[LARGEST];
            try (InputStream in = from.getInputStream()) {
                for (int length = in.read(message); length > 0; length = in.read(message)) {
                    if (strikes()) {
                        to.getOutputStream().write(message, 0, length / 2);
                        break;
                    }
                    write(to, message, length);
                }
            } catch (IOException gone) {
                // Whoever was at its other end is told by the cut.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            cut();
        }

        private void write(Socket to, byte[] message, int length) throws IOException, InterruptedException {
            int at = 0;
            while (at < length) {
                int piece = isSlow() ? Math.min(TRICKLE, length - at) : length - at;
                if (isSlow()) {
                    Thread.sleep(LATENCY_MILLIS);
                }
                to.getOutputStream().write(message, at, piece);
                at += piece;
            }
        }
    }
}
