package dev.pawl.local.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;

/// Hears how far the programs have come. Each waits until the listener has done what it wants.
final class Watch implements AutoCloseable {

    /// What is done when a process has come to a waypoint.
    @FunctionalInterface
    interface Listener {
        void reached(long process, String waypoint);
    }

    private final ServerSocketChannel door;
    private final Listener listener;

    private Watch(ServerSocketChannel door, Listener listener) {
        this.door = door;
        this.listener = listener;
    }

    static Watch at(Path socket, Listener listener) throws IOException {
        ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        door.bind(UnixDomainSocketAddress.of(socket));
        Watch watch = new Watch(door, listener);
        Thread.ofPlatform().daemon().name("watch").start(watch::listen);
        return watch;
    }

    private void listen() {
        try {
            while (true) {
                SocketChannel line = door.accept();
                Thread.ofPlatform().daemon().name("waypoint").start(() -> hear(line));
            }
        } catch (AsynchronousCloseException closed) {
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void hear(SocketChannel line) {
        try (line;
                Scanner words = new Scanner(Channels.newInputStream(line), StandardCharsets.UTF_8)) {
            if (words.hasNextLong()) {
                listener.reached(words.nextLong(), words.nextLine().strip());
                line.write(ByteBuffer.wrap(new byte[] {1}));
            }
        } catch (IOException gone) {
            // It was killed meanwhile: that is what it waited for.
            return;
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
