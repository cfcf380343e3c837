package dev.pawl.local;

import dev.pawl.local.home.Secrets;
import dev.pawl.local.model.ModelServer;
import dev.pawl.local.part.Part;
import dev.pawl.local.port.Ports;
import dev.pawl.local.postgres.PostgresServer;
import dev.pawl.local.program.Cache;
import dev.pawl.local.program.Jvm;
import dev.pawl.local.program.Programs;
import dev.pawl.local.program.Programs.Call;
import dev.pawl.local.program.Programs.GatewayAddress;
import dev.pawl.local.program.Servers;
import dev.pawl.local.program.Surroundings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Pawl's own programs in this house.
final class ProgramParts {

    private final Premises premises;
    private final Surroundings surroundings;
    private final Servers servers;
    private final Ports ports;
    private final Programs programs;

    ProgramParts(Premises premises, Surroundings surroundings, Servers servers, Ports ports) {
        this.premises = premises;
        this.surroundings = surroundings;
        this.servers = servers;
        this.ports = ports;
        this.programs = new Programs(premises.home(), premises.checkout());
    }

    /// The migration.
    Part migration() {
        return programs.migration(
                "migration", migrationCall(programs.fast("migration", programs.migration()), "migration"));
    }

    /// The workers and the gateway.
    List<Part> all(int workers, Secrets secrets, HousePorts chosen) {
        List<Part> parts = new ArrayList<>();
        Map<String, String> models = new HashMap<>(surroundings.keys());
        if (chosen.model() != 0) {
            models.putAll(ModelServer.settings(chosen.model()));
        }
        for (int number = 1; number <= workers; number++) {
            String name = "worker-" + number;
            Call call = call(programs.fast("worker", programs.worker()), name);
            parts.add(programs.worker(name, call, ports.any(), models));
        }
        Call call = call(programs.fast("gateway", programs.gateway()), "gateway");
        parts.add(programs.gateway("gateway", call, gatewayAddress(chosen.gateway(), secrets, chosen)));
        return parts;
    }

    /// The cache of a program.
    Cache cache(String name, Jvm jvm) {
        return programs.cache(name, jvm);
    }

    Programs programs() {
        return programs;
    }

    Ports ports() {
        return ports;
    }

    Call call(Supplier<List<String>> command, String name) {
        return new Call(command, surroundings.servers(servers), premises.logs().fresh(name));
    }

    Call migrationCall(Supplier<List<String>> command, String name) {
        return new Call(
                command,
                surroundings.migration(servers, PostgresServer.OWNER),
                premises.logs().fresh(name));
    }

    GatewayAddress gatewayAddress(int port, Secrets secrets, HousePorts chosen) {
        return new GatewayAddress(
                port, ports.any(), secrets.codecPath(), chosen.temporal().ui());
    }
}
