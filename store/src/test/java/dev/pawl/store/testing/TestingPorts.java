package dev.pawl.store.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for servers that are to be opened later, or closed and opened again.
public final class TestingPorts {

    /// Below the range from which the kernel gives ports to whoever asks for any, and below the one from which houses
    /// take theirs: where a part of a house was killed, nobody else may answer in its place meanwhile.
    private static final int FIRST = 10_000;

    private static final int LAST = 20_000;

    private TestingPorts() {}

    /// A free port. Other tests that run meanwhile hardly take the same one.
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
