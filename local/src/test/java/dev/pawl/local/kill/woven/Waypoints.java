package dev.pawl.local.kill.woven;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Where a program under test says how far it has come, and waits until it may go on: it may be killed meanwhile. It
/// stands alone: it runs inside of a worker or a gateway.
public final class Waypoints {

    /// The file beside it that says where to tell.
    public static final String PLACE = "/waypoints";

    private static final UnixDomainSocketAddress WATCH = UnixDomainSocketAddress.of(place());

    private Waypoints() {}

    /// Called at the beginning and at the end of the methods that are woven into.
    public static void reached(String waypoint) {
        String line = ProcessHandle.current().pid() + " " + waypoint + "\n";
        try (SocketChannel watch = SocketChannel.open(WATCH)) {
            watch.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            watch.read(ByteBuffer.allocate(1));
        } catch (IOException nobodyWatches) {
            return;
        }
    }

    private static String place() {
        try (InputStream file = Objects.requireNonNull(Waypoints.class.getResourceAsStream(PLACE), PLACE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.readLine();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
