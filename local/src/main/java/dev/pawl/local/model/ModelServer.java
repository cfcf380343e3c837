package dev.pawl.local.model;

import dev.pawl.local.part.Part;
import dev.pawl.local.part.Probe;
import dev.pawl.local.part.Stop;
import dev.pawl.local.process.Allowed;
import dev.pawl.local.process.Launch;
import dev.pawl.local.program.Jvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The scripted model of a house.
public final class ModelServer {

    /// What a worker's settings of the provider that it stands for begin with.
    public static final String PROVIDER = "PAWL_MODEL_PROVIDERS_ANTHROPIC_";

    private static final String NO_REAL_KEY = "no-real-key";

    private ModelServer() {}

    /// The part.
    public static Part part(int port, Path script, Place place) {
        Jvm jvm = new Jvm(
                "8m",
                "64m",
                List.of(
                        "-cp",
                        Jvm.ownClassPath(),
                        ScriptedModel.class.getName(),
                        Integer.toString(port),
                        script.toString()));
        Map<String, String> environment = new TreeMap<>(Allowed.of(place.environment()));
        environment.put(ScriptedModel.KEY, NO_REAL_KEY);
        Launch launch = new Launch(jvm.command(), environment, place.folder(), place.log());
        return new Part("model", launch, new Probe.Model(port), Stop.within(Duration.ofSeconds(5)));
    }

    /// What a worker is told so that it asks this one.
    public static Map<String, String> settings(int port) {
        return Map.of(
                PROVIDER + "URL",
                "http://127.0.0.1:" + port,
                PROVIDER + "KEY_VARIABLE",
                ScriptedModel.KEY,
                ScriptedModel.KEY,
                NO_REAL_KEY);
    }

    /// Where it is started, with what of the launcher's environment, and where its words go.
    public record Place(Path folder, Map<String, String> environment, Path log) {}
}
