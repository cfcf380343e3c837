package dev.pawl.local.temporal;

import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.Versions;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.process.SearchPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Finds Temporal's tool: on the PATH, among the tools, or by the checkout's script, which downloads or builds it.
public final class TemporalTool {

    private final Home home;
    private final Checkout checkout;
    private final Map<String, String> environment;
    private final HouseLog log;

    public TemporalTool(Home home, Checkout checkout, Map<String, String> environment, HouseLog log) {
        this.home = home;
        this.checkout = checkout;
        this.environment = environment;
        this.log = log;
    }

    /// The tool to use with the house's data, or nothing when none can be had here.
    public Optional<TemporalBinary> find() throws InterruptedException {
        Optional<String> writtenBy = new DataFile(home.temporal()).writtenBy();
        Optional<TemporalBinary> onPath =
                onPath().filter(binary -> writtenBy.isEmpty() || writtenBy.get().equals(binary.serverVersion()));
        return onPath.isPresent() ? onPath : pinned();
    }

    private Optional<TemporalBinary> pinned() throws InterruptedException {
        Path place = home.tools().resolve("temporal-" + Versions.temporal()).resolve("temporal");
        if (Files.isExecutable(place) || new TemporalScript(checkout.temporalModule(), environment, log).put(place)) {
            return TemporalBinary.at(place);
        }
        return Optional.empty();
    }

    private Optional<TemporalBinary> onPath() throws InterruptedException {
        for (Path candidate : new SearchPath(environment).all("temporal")) {
            Optional<TemporalBinary> binary =
                    TemporalBinary.at(candidate).filter(found -> found.isAtLeast(Versions.temporal()));
            if (binary.isPresent()) {
                return binary;
            }
        }
        return Optional.empty();
    }
}
