package dev.pawl.activities.egress;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection of a program: it says where it wants to go, and is let through or told why not.
final class Crossing implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Crossing.class);
    private static final int PIECE = 16 * 1024;

    private final SocketChannel client;
    private final InputStream in;
    private final OutputStream out;
    private final Dialer dialer;
    private final Exit exit;
    private volatile long until;
    private volatile @Nullable Socket server;
    private volatile boolean closed;

    Crossing(SocketChannel client, Dialer dialer, Exit exit) {
        this.client = client;
        this.dialer = dialer;
        this.exit = exit;
        in = new BufferedInputStream(Channels.newInputStream(client));
        out = Channels.newOutputStream(client);
        giveTime(exit.limits().head());
    }

    boolean isOverdue() {
        return System.nanoTime() - until > 0;
    }

    void run() {
        try (this) {
            cross();
        }
    }

    private void cross() {
        try {
            cross(Request.read(in));
        } catch (RefusedException e) {
            refuse(e);
        } catch (IOException gone) {
            LOG.atDebug().setCause(gone).log("a connection out of a sandbox broke off");
        }
    }

    /// Told at once, without a look at what it wants.
    void turnAway() {
        try (this) {
            refuse(RefusedException.tooMany("There are too many connections at the same time."));
        }
    }

    private void cross(Request request) throws IOException, RefusedException {
        Target target = request.target();
        try {
            exit.require(target);
            if (request.isTunnel()) {
                tunnel(target);
            } else {
                fetch(request);
            }
        } catch (RefusedException e) {
            if (e.isDenial()) {
                exit.denied(target, e.sentence());
            }
            throw e;
        }
    }

    private void tunnel(Target target) throws IOException, RefusedException {
        Socket dialled = dial(target);
        out.write("HTTP/1.1 200 Connection Established\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        giveTime(exit.limits().head());
        Hello hello = Hello.read(in);
        hello.require(target);
        OutputStream there = dialled.getOutputStream();
        send(target, hello.bytes(), there);
        Thread back = Thread.ofVirtual().start(() -> bringBack(target, dialled));
        carry(target, in, there);
        dialled.shutdownOutput();
        join(back);
    }

    private void fetch(Request request) throws IOException, RefusedException {
        request.requireFetching();
        Socket dialled = dial(request.target());
        send(request.target(), request.forServer(dialer.asksProxy()), dialled.getOutputStream());
        carry(request.target(), dialled.getInputStream(), out);
    }

    private Socket dial(Target target) throws RefusedException {
        giveTime(exit.limits().silence());
        Socket dialled = dialer.dial(target);
        server = dialled;
        if (closed) {
            close();
        }
        return dialled;
    }

    private void bringBack(Target target, Socket dialled) {
        try {
            carry(target, dialled.getInputStream(), out);
            client.shutdownOutput();
        } catch (IOException gone) {
            LOG.atDebug().setCause(gone).log("a connection out of a sandbox broke off");
            close();
        }
    }

    private void send(Target target, byte[] bytes, OutputStream to) throws IOException {
        exit.count(target, bytes.length);
        to.write(bytes);
    }

    private void carry(Target target, InputStream from, OutputStream to) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
            giveTime(exit.limits().silence());
            exit.count(target, read);
            to.write(piece, 0, read);
        }
    }

    private static void join(Thread back) throws IOException {
        try {
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void giveTime(Duration time) {
        until = System.nanoTime() + time.toNanos();
    }

    /// In a tunnel that is open nobody understands this, and hanging up says it as well.
    private void refuse(RefusedException why) {
        byte[] sentence = (why.sentence() + "\n").getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(why.status(), sentence.length);
        try {
            if (server == null) {
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                out.write(sentence);
            }
        } catch (IOException gone) {
            LOG.atDebug().setCause(gone).log("nobody waits for why a connection is refused");
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            client.close();
            Socket dialled = server;
            if (dialled != null) {
                dialled.close();
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a connection out of a sandbox was broken already");
        }
    }
}
