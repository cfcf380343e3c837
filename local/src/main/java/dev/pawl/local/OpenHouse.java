package dev.pawl.local;

import dev.pawl.local.home.HouseFile;
import dev.pawl.local.home.Secrets;
import dev.pawl.local.model.ModelServer;
import dev.pawl.local.port.Ports;
import dev.pawl.local.process.Nursery;
import dev.pawl.local.program.Servers;
import dev.pawl.local.program.Surroundings;
import dev.pawl.local.program.Training;
import dev.pawl.local.supervisor.Supervisor;
import dev.pawl.local.temporal.TemporalBinary;
import dev.pawl.local.temporal.TemporalServer;
import dev.pawl.local.temporal.TemporalTool;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A house from its first server to its last: opened in order, kept alive, closed in the reverse order.
final class OpenHouse {

    private static final String FORGETS = "Temporal runs in memory, because no real server is to be had here: when"
            + " it ends or the machine restarts, all running work is forgotten, and it has no Web UI.";

    /// What the gateway's address is called among the addresses.
    static final String GATEWAY = "gateway";

    private static final String SCRIPTED_MODEL = "scripted model";

    private final Premises premises;
    private final Wishes wishes;
    private final Nursery nursery;
    private final Supervisor supervisor;
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Training training;

    OpenHouse(Premises premises, Wishes wishes, Nursery nursery) {
        this.premises = premises;
        this.wishes = wishes;
        this.nursery = nursery;
        this.supervisor = new Supervisor(nursery, premises.log());
    }

    /// What a person may have to know of an open house.
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /// Opens all of it; answers with the addresses that people use.
    Map<String, String> open(HouseFile memory) throws InterruptedException {
        Secrets secrets = new Secrets(premises.home(), InstantSource.system()).complete();
        Surroundings surroundings = new Surroundings(premises.home(), secrets, person());
        Ports ports = new Ports(memory);
        HousePorts chosen = HousePorts.choose(ports, wishes, surroundings);
        Optional<TemporalBinary> temporal = temporal(surroundings);

        ServerParts serverParts = new ServerParts(premises, secrets, chosen, wishes.scriptedModel);
        supervisor.open(serverParts.all(surroundings, temporal));
        if (temporal.isPresent()) {
            serverParts
                    .temporalServer()
                    .namespace(temporal.get(), chosen.temporal())
                    .settle();
        }
        boolean forgets = temporal.isEmpty() && !surroundings.bringTemporal();
        Servers servers = new Servers(
                chosen.database(), chosen.objects(), chosen.temporal().frontend(), forgets);
        ProgramParts programs = new ProgramParts(premises, surroundings, servers, ports);
        new Migration(nursery, premises.log()).run(programs.migration());
        supervisor.open(programs.all(wishes.workers, secrets, chosen));

        List<Training.Lesson> lessons = new Lessons(premises, secrets, chosen, programs, serverParts).missing();
        training = new Training(lessons, nursery, premises.log());
        return addresses(chosen, temporal.isPresent());
    }

    /// Makes the next start faster, in the background.
    void train() {
        if (training != null) {
            training.start();
        }
    }

    /// Closes what is open.
    void close(CompletableFuture<?> hurry) throws InterruptedException {
        if (training != null) {
            training.end();
        }
        supervisor.close(hurry);
    }

    /// Who wishes for a scripted model means it in place of the one that the environment names.
    private Map<String, String> person() {
        Map<String, String> person = new HashMap<>(premises.environment());
        if (wishes.scriptedModel != null) {
            person.keySet().removeIf(name -> name.startsWith(ModelServer.PROVIDER));
        }
        return person;
    }

    private Optional<TemporalBinary> temporal(Surroundings surroundings) throws InterruptedException {
        if (surroundings.bringTemporal()) {
            return Optional.empty();
        }
        Optional<TemporalBinary> found =
                new TemporalTool(premises.home(), premises.checkout(), premises.environment(), premises.log()).find();
        if (found.isEmpty()) {
            TemporalServer.refuseToForget(premises.home());
            warnings.add(FORGETS);
            premises.log().say("\n  WARNING: " + FORGETS + "\n");
        }
        return found;
    }

    private Map<String, String> addresses(HousePorts chosen, boolean hasWebUi) {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put(GATEWAY, "http://127.0.0.1:" + chosen.gateway());
        addresses.put("Temporal", "127.0.0.1:" + chosen.temporal().frontend());
        if (hasWebUi) {
            addresses.put(
                    "Temporal Web UI", "http://127.0.0.1:" + chosen.temporal().ui());
        }
        if (chosen.model() != 0) {
            addresses.put(SCRIPTED_MODEL, "http://127.0.0.1:" + chosen.model());
        }
        addresses.put("token file", premises.home().token().toString());
        addresses.put("logs", premises.home().logs().toString());
        return addresses;
    }
}
