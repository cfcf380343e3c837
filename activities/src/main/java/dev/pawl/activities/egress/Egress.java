package dev.pawl.activities.egress;

import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Output;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.sandbox.Sandbox;
import dev.pawl.activities.sandbox.View;
import dev.pawl.activities.station.Station;
import dev.pawl.workflows.port.sandbox.Level;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Opens ways out of sandboxes. Each piece of work gets one of its own, which is closed when the work ends.
@Singleton
public final class Egress {

    private final Station station;
    private final Dialer dialer;
    private final EgressSettings settings;

    Egress(Station station, Dialer dialer, EgressSettings settings) {
        this.station = station;
        this.dialer = dialer;
        this.settings = settings;
    }

    /// The sandbox with a way out for the setup of a base commit.
    ///
    /// @param network what the base commit names
    public Sandbox forSetup(Sandbox sandbox, Hosts network, Denials denials) throws UnfitException {
        return from(sandbox, settings.forSetups(network), denials);
    }

    /// The sandbox with a way out for an agent, or for tests of what it wrote: none where the base commit names no
    /// host, so that nothing about the network is said to programs that need none.
    ///
    /// @param network what the base commit names
    public Sandbox forWork(Sandbox sandbox, Hosts network, Denials denials) throws UnfitException {
        return network.isEmpty() ? sandbox : from(sandbox, settings.forWork(network), denials);
    }

    /// Where there is no sandbox, there is the machine's own network.
    private Sandbox from(Sandbox sandbox, Allow allow, Denials denials) throws UnfitException {
        return switch (sandbox.level()) {
            case NONE -> sandbox;
            case BUBBLEWRAP ->
                new WithExit(sandbox, Relay.ofThisMachine().orElseThrow(Egress::refusal), allow, denials);
        };
    }

    private static UnfitException refusal() {
        return new UnfitException("This worker has no socat, with which programs in a sandbox reach the network. "
                + "Install it: apt-get install socat.");
    }

    private final class WithExit implements Sandbox {

        private final Sandbox sandbox;
        private final Relay relay;
        private final Allow allow;
        private final Denials denials;

        WithExit(Sandbox sandbox, Relay relay, Allow allow, Denials denials) {
            this.sandbox = sandbox;
            this.relay = relay;
            this.allow = allow;
            this.denials = denials;
        }

        @Override
        public Level level() {
            return sandbox.level();
        }

        @Override
        public List<String> limits() {
            return sandbox.limits();
        }

        @Override
        public Ended run(Command command, View view, Output output) throws IOException, InterruptedException {
            try (Exit exit =
                    Exit.open(station.scratch(), dialer, allow, denials, Limits.ofBytes(settings.largest() << 20))) {
                return sandbox.run(relay.around(command, exit.socket()), with(view, exit.socket()), output);
            }
        }

        private static View with(View view, Path socket) {
            List<Path> sockets = new ArrayList<>(view.sockets());
            sockets.add(socket);
            return new View(view.writable(), view.readable(), sockets, view.stand());
        }
    }
}
