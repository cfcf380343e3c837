package dev.pawl.local.temporal;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.Home;
import dev.pawl.local.log.LogFiles;
import dev.pawl.local.part.Part;
import dev.pawl.local.part.Probe;
import dev.pawl.local.part.Stop;
import dev.pawl.local.process.Allowed;
import dev.pawl.local.process.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The real Temporal server with its Web UI and a data file, on the loopback interface only.
public final class TemporalServer {

    /// What keeps the data safe and a step fast: see docs/operating.md.
    private static final List<String> SETTINGS = List.of(
            "history.transferProcessorMaxPollRPS=200",
            "history.timerProcessorMaxPollRPS=200",
            "history.visibilityProcessorMaxPollRPS=200",
            "history.timerProcessorMaxTimeShift=\"10ms\"",
            "matching.enableFairness=true",
            "matching.numTaskqueueReadPartitions=1",
            "matching.numTaskqueueWritePartitions=1");

    private final Home home;
    private final LogFiles logs;
    private final Path searchAttributes;

    public TemporalServer(Home home, LogFiles logs, Path searchAttributes) {
        this.home = home;
        this.logs = logs;
        this.searchAttributes = searchAttributes;
    }

    /// The part; its data file is checked and claimed now.
    public Part part(TemporalBinary binary, TemporalPorts ports, String codec, Map<String, String> environment) {
        DataFile data = new DataFile(home.temporal());
        data.claimFor(binary);
        List<String> command = new ArrayList<>(List.of(
                binary.path().toString(),
                "server",
                "start-dev",
                "--disable-config-env",
                "--disable-config-file",
                "--db-filename=" + data.path(),
                "--sqlite-pragma=journal_mode=WAL",
                "--sqlite-pragma=synchronous=FULL",
                "--ip=127.0.0.1",
                "--port=" + ports.frontend(),
                "--http-port=" + ports.api(),
                "--metrics-port=" + ports.metrics(),
                "--ui-ip=127.0.0.1",
                "--ui-port=" + ports.ui(),
                "--ui-codec-endpoint=" + codec,
                "--ui-disable-news-fetch",
                "--color=never",
                "--log-level=warn"));
        SETTINGS.forEach(setting -> command.add("--dynamic-config-value=" + setting));
        SearchAttributes.read(searchAttributes)
                .types()
                .forEach((name, type) -> command.add("--search-attribute=" + name + "=" + type));
        return new Part(
                "temporal",
                new Launch(command, Allowed.of(environment), home.temporal(), logs.fresh("temporal")),
                new Probe.Temporal(ports.frontend(), ports.ui(), ports.api()),
                Stop.within(Duration.ofSeconds(15)));
    }

    /// What a running server must know of Pawl, also when its data file is an old one.
    public TemporalNamespace namespace(TemporalBinary binary, TemporalPorts ports) {
        return new TemporalNamespace(binary, ports, SearchAttributes.read(searchAttributes));
    }

    /// A house that has runs in a data file waits for a server that can open it: in memory they would be lost from
    /// sight.
    public static void refuseToForget(Home home) {
        DataFile file = new DataFile(home.temporal());
        file.writtenBy().ifPresent(version -> {
            throw new HouseException("The runs of this house are in " + file.path() + ", which needs Temporal server "
                    + version + ", and no Temporal is to be had here. Put the temporal command on the PATH, or install"
                    + " Go so that it can be built, or use another PAWL_HOME; the data was not touched.");
        });
    }
}
