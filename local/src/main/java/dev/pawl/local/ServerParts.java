package dev.pawl.local;

import dev.pawl.local.home.Secrets;
import dev.pawl.local.model.ModelServer;
import dev.pawl.local.part.Part;
import dev.pawl.local.part.Probe;
import dev.pawl.local.part.Stop;
import dev.pawl.local.postgres.PostgresServer;
import dev.pawl.local.process.Allowed;
import dev.pawl.local.process.Launch;
import dev.pawl.local.program.Cache;
import dev.pawl.local.program.Jvm;
import dev.pawl.local.program.Surroundings;
import dev.pawl.local.s3.ObjectsServer;
import dev.pawl.local.temporal.MemoryTemporal;
import dev.pawl.local.temporal.TemporalBinary;
import dev.pawl.local.temporal.TemporalServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The servers behind the programs: those that the person does not bring.
final class ServerParts {

    private final Premises premises;
    private final Secrets secrets;
    private final HousePorts ports;
    private final @Nullable Path script;

    /// Without a script there is no scripted model.
    ServerParts(Premises premises, Secrets secrets, HousePorts ports, @Nullable Path script) {
        this.premises = premises;
        this.secrets = secrets;
        this.ports = ports;
        this.script = script;
    }

    /// All of them, ready to be started.
    List<Part> all(Surroundings surroundings, Optional<TemporalBinary> temporal) throws InterruptedException {
        List<Part> parts = new ArrayList<>();
        if (!surroundings.bringDatabase()) {
            parts.add(new PostgresServer(premises.home(), premises.logs())
                    .part(ports.database(), secrets.ownerPassword(), premises.environment()));
        }
        if (!surroundings.bringTemporal()) {
            parts.add(temporal.map(this::temporal).orElseGet(this::memoryTemporal));
        }
        if (!surroundings.bringObjects()) {
            parts.add(objects());
        }
        if (script != null) {
            parts.add(ModelServer.part(ports.model(), script.toAbsolutePath(), place("model")));
        }
        return parts;
    }

    /// The real server, with what else it must know of Pawl.
    TemporalServer temporalServer() {
        return new TemporalServer(
                premises.home(), premises.logs(), premises.checkout().searchAttributes());
    }

    /// The cache of the S3 server.
    Cache objectsCache() {
        return Cache.of(
                "objects",
                premises.home().caches(),
                ObjectsServer.jvm(0, premises.home().objects()),
                Cache.jars(Jvm.ownClassPath()));
    }

    private Part temporal(TemporalBinary binary) {
        String codec = "http://127.0.0.1:" + ports.gateway() + "/codec/" + secrets.codecPath();
        return temporalServer().part(binary, ports.temporal(), codec, premises.environment());
    }

    private Part memoryTemporal() {
        Jvm jvm = new Jvm(
                "24m",
                "128m",
                List.of(
                        "-cp",
                        Jvm.ownClassPath(),
                        MemoryTemporal.class.getName(),
                        Integer.toString(ports.temporal().frontend()),
                        premises.checkout().searchAttributes().toString()));
        Launch launch = new Launch(
                jvm.command(),
                Allowed.of(premises.environment()),
                premises.home().run(),
                premises.logs().fresh("temporal"));
        Probe probe = new Probe.MemoryTemporal(ports.temporal().frontend());
        return new Part("temporal", launch, probe, Stop.within(Duration.ofSeconds(5)));
    }

    private ModelServer.Place place(String name) {
        return new ModelServer.Place(
                premises.home().run(), premises.environment(), premises.logs().fresh(name));
    }

    private Part objects() {
        Jvm jvm = ObjectsServer.jvm(ports.objects(), premises.home().objects());
        Launch launch = new Launch(
                () -> jvm.command(objectsCache().use()),
                ObjectsServer.environment(secrets, premises.environment()),
                premises.home().run(),
                premises.logs().fresh("objects"));
        return ObjectsServer.part("objects", launch, ports.objects());
    }
}
