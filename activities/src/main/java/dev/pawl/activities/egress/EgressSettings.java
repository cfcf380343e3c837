package dev.pawl.activities.egress;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What sandboxes of this worker may reach.
///
/// @param setups hosts that setups of base commits may reach, and neither agents nor tests
/// @param hosts hosts that agents, tests and setups may reach where the base commit names them too
/// @param internal hosts that may be machines of one's own net
/// @param proxy host and port of the proxy by which this worker itself reaches the world; absent, it reaches it
/// directly
/// @param largest how many mebibytes one piece of work may send and fetch
@ConfigurationProperties("pawl.sandbox.egress")
public record EgressSettings(
        @Bindable(defaultValue = "") List<String> setups,
        @Bindable(defaultValue = "") List<String> hosts,
        @Bindable(defaultValue = "") List<String> internal,
        @Nullable String proxy,
        @Bindable(defaultValue = "8192") long largest) {

    public EgressSettings {
        setups = read("SETUPS", setups);
        hosts = read("HOSTS", hosts);
        internal = read("INTERNAL", internal);
        if (proxy != null && Target.ofAuthority(proxy).isEmpty()) {
            throw new IllegalArgumentException(
                    "PAWL_SANDBOX_EGRESS_PROXY is '%s'. It is a host and a port, like proxy.example.org:3128."
                            .formatted(proxy));
        }
    }

    private static List<String> read(String name, List<String> written) {
        try {
            Hosts.of(written);
            return written.stream().filter(line -> !line.isBlank()).toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("PAWL_SANDBOX_EGRESS_%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    /// For the setup of a base commit, which nobody but the repository's own people wrote.
    ///
    /// @param network what the base commit names
    Allow forSetups(Hosts network) {
        Hosts own = Hosts.of(setups);
        Allow work = forWork(network);
        return new Allow(
                target -> own.covers(target) || work.covers().test(target),
                "name it in PAWL_SANDBOX_EGRESS_SETUPS of the worker");
    }

    /// For agents, and for tests of what they wrote.
    ///
    /// @param network what the base commit names
    Allow forWork(Hosts network) {
        Hosts allowed = Hosts.of(hosts);
        return new Allow(
                target -> network.covers(target) && allowed.covers(target),
                "name it in PAWL_SANDBOX_EGRESS_HOSTS of the worker, and in \"network\" of .pawl/environment.yaml");
    }

    boolean mayBeInternal(String host) {
        return Hosts.of(internal).names(host);
    }

    Optional<Target> throughProxy() {
        return Optional.ofNullable(proxy).flatMap(Target::ofAuthority);
    }
}
