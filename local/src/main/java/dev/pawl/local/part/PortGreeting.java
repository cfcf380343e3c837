package dev.pawl.local.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Asks whether anything takes connections on a port of this machine.
final class PortGreeting {

    private PortGreeting() {}

    static Health send(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) Probe.PATIENCE.toMillis());
            return new Health.Up();
        } catch (IOException failure) {
            return new Health.Down("no connection to port " + port + " (" + failure.getMessage() + ")");
        }
    }
}
