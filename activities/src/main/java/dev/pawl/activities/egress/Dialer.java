package dev.pawl.activities.egress;

import dev.pawl.activities.workspace.Addresses;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Dials hosts: looked up once, checked, and dialled as they were checked.
@Singleton
final class Dialer {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final EgressSettings settings;
    private final Lookup lookup;

    Dialer(EgressSettings settings, Lookup lookup) {
        this.settings = settings;
        this.lookup = lookup;
    }

    Socket dial(Target target) throws RefusedException {
        Optional<Target> proxy = settings.throughProxy();
        if (proxy.isEmpty()) {
            return connect(target, checked(target));
        }
        if (target.isAddress()) {
            checked(target);
        }
        return throughProxy(target, proxy.get());
    }

    /// Whether another proxy is asked, which wants to be told the host as well.
    boolean asksProxy() {
        return settings.throughProxy().isPresent();
    }

    private List<InetAddress> checked(Target target) throws RefusedException {
        List<InetAddress> found = addresses(target);
        for (InetAddress address : found) {
            if (Addresses.isInternal(address) && !settings.mayBeInternal(target.host())) {
                throw RefusedException.forbidden(
                        "%s leads to %s, an internal address, which is refused unless PAWL_SANDBOX_EGRESS_INTERNAL names the host."
                                .formatted(target.host(), address.getHostAddress()));
            }
        }
        return found;
    }

    private List<InetAddress> addresses(Target target) throws RefusedException {
        try {
            return lookup.of(target.host());
        } catch (UnknownHostException e) {
            throw RefusedException.unreachable("The name %s cannot be resolved.".formatted(target.host()));
        }
    }

    private static Socket connect(Target target, List<InetAddress> addresses) throws RefusedException {
        String reason = "it has no address";
        for (InetAddress address : addresses) {
            try {
                return connect(new InetSocketAddress(address, target.port()));
            } catch (IOException e) {
                reason = String.valueOf(e.getMessage());
            }
        }
        throw RefusedException.unreachable("%s cannot be reached: %s.".formatted(target, reason));
    }

    private static Socket connect(SocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, Math.toIntExact(PATIENCE.toMillis()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// The operator's proxy may stand anywhere, and looks names up itself.
    private Socket throughProxy(Target target, Target proxy) throws RefusedException {
        Socket socket = connect(proxy, addresses(proxy));
        try {
            if (!target.plain()) {
                askForTunnel(socket, target);
            }
            return socket;
        } catch (IOException | RefusedException e) {
            throw hungUp(socket, e);
        }
    }

    private static void askForTunnel(Socket socket, Target target) throws IOException, RefusedException {
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        socket.getOutputStream()
                .write("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n"
                        .formatted(target.authority())
                        .getBytes(StandardCharsets.ISO_8859_1));
        String answer =
                Request.head(socket.getInputStream()).lines().findFirst().orElse("");
        if (!answer.matches("HTTP/1\\.[01] 2\\d\\d.*")) {
            throw RefusedException.unreachable(
                    "PAWL_SANDBOX_EGRESS_PROXY does not let it through to %s: %s".formatted(target, answer));
        }
        socket.setSoTimeout(0);
    }

    private static RefusedException hungUp(Socket socket, Exception why) {
        try {
            socket.close();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
        return why instanceof RefusedException refused
                ? refused
                : RefusedException.unreachable("PAWL_SANDBOX_EGRESS_PROXY gave no answer: " + why.getMessage());
    }
}
