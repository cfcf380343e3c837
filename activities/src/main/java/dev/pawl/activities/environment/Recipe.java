package dev.pawl.activities.environment;

import dev.pawl.activities.egress.Hosts;
import dev.pawl.workflows.port.workspace.Workspace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How trees of one base are made ready.
///
/// @param source where it is said, for people
/// @param base what the setup runs on
/// @param digest the same for all bases whose setups make the same
/// @param network what the base says that agents and tests reach
record Recipe(
        String source,
        Workspace base,
        String digest,
        List<String> setup,
        Duration timeout,
        Map<String, String> links,
        Map<String, String> environment,
        Hosts network) {

    Recipe {
        setup = List.copyOf(setup);
        links = new LinkedHashMap<>(links);
        environment = new LinkedHashMap<>(environment);
    }

    String shown() {
        return String.join(" ", setup);
    }
}
