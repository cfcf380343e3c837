package dev.pawl.local.program;

import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Home;
import dev.pawl.local.install.ClaudeCode;
import dev.pawl.local.part.Part;
import dev.pawl.local.part.Probe;
import dev.pawl.local.part.Stop;
import dev.pawl.local.process.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Pawl's programs as parts of the house: the jars that production runs, with settings for one machine.
public final class Programs {

    private static final List<String> OF_THE_GATEWAY =
            List.of("PAWL_GATEWAY_", "PAWL_ACCESS_", "PAWL_BUGFIX_", "PAWL_CODEC_", "PAWL_GARBAGE_");
    private static final List<String> OF_THE_WORKER = List.of(
            "PAWL_WORKER_",
            "PAWL_AGENT_",
            "PAWL_CLAUDE_CODE_",
            "PAWL_ROLE_",
            "PAWL_MODEL_",
            "PAWL_GATE_",
            "PAWL_ENVIRONMENT_",
            "PAWL_STATION_",
            "PAWL_WORKSPACE_",
            "PAWL_ORIGIN_",
            "PAWL_SANDBOX_");

    /// One of the worker's that the gateway knows too: it refuses forbidden addresses at the door.
    private static final String TRUSTED_ORIGINS = "PAWL_ORIGIN_TRUSTED";

    private static final String TRUSTED_REPOSITORIES = "PAWL_SANDBOX_TRUSTED";

    /// A little more than the programs give themselves to finish what they have begun.
    private static final Duration MORE = Duration.ofSeconds(10);

    private static final String USUAL_GRACE = "PT25S";

    private static final String MIGRATION = "dev.pawl.store.schema.Migrate";

    private final Home home;
    private final Checkout checkout;

    public Programs(Home home, Checkout checkout) {
        this.home = home;
        this.checkout = checkout;
    }

    /// The worker's Java.
    public Jvm worker() {
        return new Jvm("48m", "192m", List.of("-jar", checkout.workerJar().toString()));
    }

    /// The gateway's Java.
    public Jvm gateway() {
        return new Jvm("48m", "112m", List.of("-jar", checkout.gatewayJar().toString()));
    }

    /// The migration's Java: it comes with the worker.
    public Jvm migration() {
        return new Jvm("24m", "96m", List.of("-cp", checkout.workerJar().toString(), MIGRATION));
    }

    /// Its command line, with the cache that makes it start fast once there is one: also one that is made while the
    /// house is open.
    public Supplier<List<String>> fast(String name, Jvm jvm) {
        return () -> jvm.command(cache(name, jvm).use());
    }

    /// The cache that makes one of them start fast.
    public Cache cache(String name, Jvm jvm) {
        Path jar = "gateway".equals(name) ? checkout.gatewayJar() : checkout.workerJar();
        return Cache.of(name, home.caches(), jvm, Cache.jars(jar.toString()));
    }

    /// A worker.
    public Part worker(String name, Call call, int vitalsPort, Map<String, String> more) {
        Map<String, String> settings = without(call.settings(), OF_THE_GATEWAY);
        settings.put("PAWL_VITALS_PORT", Integer.toString(vitalsPort));
        // Files of repositories are named in UTF-8, and a JVM in the POSIX locale cannot name them.
        settings.put("LC_ALL", "C.UTF-8");
        settings.putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        settings.putIfAbsent("PAWL_STATION_FOLDER", home.station().toString());
        settings.putIfAbsent("PAWL_AGENT_FOLDER", home.agents().toString());
        ClaudeCode.find(home.tools())
                .ifPresent(program -> settings.putIfAbsent("PAWL_CLAUDE_CODE_PROGRAM", program.toString()));
        trustDemo(settings, TRUSTED_ORIGINS);
        trustDemo(settings, TRUSTED_REPOSITORIES);
        settings.putAll(more);
        return part(name, call, settings, new Probe.Program(vitalsPort, 0));
    }

    /// A gateway.
    public Part gateway(String name, Call call, GatewayAddress address) {
        Map<String, String> settings = without(call.settings(), OF_THE_WORKER);
        String trusted = call.settings().get(TRUSTED_ORIGINS);
        if (trusted != null) {
            settings.put(TRUSTED_ORIGINS, trusted);
        }
        trustDemo(settings, TRUSTED_ORIGINS);
        settings.put("PAWL_VITALS_PORT", Integer.toString(address.vitalsPort()));
        settings.put("PAWL_GATEWAY_HOST", "127.0.0.1");
        settings.put("PAWL_GATEWAY_PORT", Integer.toString(address.port()));
        settings.put("PAWL_ACCESS_BOOTSTRAP_KEY_FILE", home.token().toString());
        settings.put("PAWL_CODEC_LOCAL_PATH", address.codecPath());
        settings.put("PAWL_CODEC_UI_ORIGINS", address.uiOrigins());
        return part(name, call, settings, new Probe.Program(address.vitalsPort(), address.port()));
    }

    /// The migration, which ends by itself.
    public Part migration(String name, Call call) {
        return part(name, call, call.settings(), new Probe.Program(0, 0));
    }

    /// The demo's repositories are the house's own: whoever can write there can do anything to the house already.
    private void trustDemo(Map<String, String> settings, String name) {
        String told = settings.getOrDefault(name, "");
        settings.put(name, (told.isBlank() ? "" : told + ",") + "file://" + home.demo());
    }

    /// A program refuses what is no setting of its own, and a person may have told each of them something.
    private static Map<String, String> without(Map<String, String> told, List<String> prefixes) {
        Map<String, String> settings = new TreeMap<>(told);
        settings.keySet().removeIf(name -> prefixes.stream().anyMatch(name::startsWith));
        return settings;
    }

    /// How a program is called: its command line, settings and log.
    public record Call(Supplier<List<String>> command, Map<String, String> settings, Path log) {}

    /// Where a gateway listens, and what it must know of the Web UI.
    public record GatewayAddress(int port, int vitalsPort, String codecPath, int uiPort) {

        String uiOrigins() {
            return "http://127.0.0.1:" + uiPort + ",http://localhost:" + uiPort;
        }
    }

    private Part part(String name, Call call, Map<String, String> settings, Probe probe) {
        Launch launch = new Launch(call.command(), settings, home.run(), call.log());
        return new Part(name, launch, probe, Stop.within(grace(settings)));
    }

    /// What a program cannot read either, it refuses itself, with a better sentence.
    private static Duration grace(Map<String, String> settings) {
        try {
            return Duration.parse(settings.getOrDefault("PAWL_SHUTDOWN_GRACE", USUAL_GRACE))
                    .plus(MORE);
        } catch (DateTimeParseException notADuration) {
            return Duration.parse(USUAL_GRACE).plus(MORE);
        }
    }
}
