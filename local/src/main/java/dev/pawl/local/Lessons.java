package dev.pawl.local;

import dev.pawl.local.home.Folders;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.home.Secrets;
import dev.pawl.local.part.Part;
import dev.pawl.local.process.Launch;
import dev.pawl.local.program.Cache;
import dev.pawl.local.program.Jvm;
import dev.pawl.local.program.Programs;
import dev.pawl.local.program.Training.Lesson;
import dev.pawl.local.s3.ObjectsServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What is still to be trained in this house: one further process of each program whose cache is missing.
final class Lessons {

    /// Each part has a session of its own, and where the kernel groups by session, `nice` alone counts within it only.
    private static final List<String> LAST_IN_LINE =
            List.of("sh", "-c", "echo 19 2>/dev/null >/proc/self/autogroup; exec nice -n 19 \"$@\"", "training");

    private final Premises premises;
    private final Secrets secrets;
    private final HousePorts chosen;
    private final ProgramParts parts;
    private final ServerParts servers;

    Lessons(Premises premises, Secrets secrets, HousePorts chosen, ProgramParts parts, ServerParts servers) {
        this.premises = premises;
        this.secrets = secrets;
        this.chosen = chosen;
        this.parts = parts;
        this.servers = servers;
    }

    /// The missing ones; none when caches are switched off (`PAWL_AOT=off`) or the JVM makes none for this class path.
    List<Lesson> missing() {
        if ("off".equals(premises.environment().get("PAWL_AOT")) || !hasPlace()) {
            return List.of();
        }
        Folders.delete(objectsFolder());
        Programs programs = parts.programs();
        List<Lesson> lessons = new ArrayList<>();
        add(lessons, "gateway", programs.gateway(), this::gateway);
        add(lessons, "worker", programs.worker(), this::worker);
        add(lessons, "migration", programs.migration(), this::migration);
        objects(lessons);
        return lessons;
    }

    /// Tools that several people share may be somebody else's to write to.
    private boolean hasPlace() {
        try {
            PrivateFiles.folder(premises.home().caches());
            return true;
        } catch (UncheckedIOException failure) {
            premises.log()
                    .note("Start-up caches are not made: %s. The house works without them."
                            .formatted(failure.getMessage()));
            return false;
        }
    }

    private void add(List<Lesson> lessons, String name, Jvm jvm, Function<List<String>, Part> part) {
        Cache cache = parts.cache(name, jvm);
        if (!cache.exists()) {
            lessons.add(new Lesson(cache, part.apply(slowly(jvm.command(cache.train()))), "migration".equals(name)));
        }
    }

    private Part gateway(List<String> command) {
        String name = "training-gateway";
        int port = parts.ports().any();
        return parts.programs()
                .gateway(name, parts.call(() -> command, name), parts.gatewayAddress(port, secrets, chosen));
    }

    /// It serves a pool that gets no work.
    private Part worker(List<String> command) {
        String name = "training-worker";
        Map<String, String> idle = Map.of("PAWL_WORKER_POOLS", "training");
        return parts.programs()
                .worker(name, parts.call(() -> command, name), parts.ports().any(), idle);
    }

    private Part migration(List<String> command) {
        String name = "training-migration";
        return parts.programs().migration(name, parts.migrationCall(() -> command, name));
    }

    /// It gets an empty folder of its own.
    private void objects(List<Lesson> lessons) {
        Cache cache = servers.objectsCache();
        if (chosen.objects() == 0
                || cache.exists()
                || Cache.jars(Jvm.ownClassPath()).isEmpty()) {
            return;
        }
        String name = "training-objects";
        int port = parts.ports().any();
        Launch launch = new Launch(
                slowly(ObjectsServer.jvm(port, objectsFolder()).command(cache.train())),
                ObjectsServer.environment(secrets, premises.environment()),
                premises.home().run(),
                premises.logs().fresh(name));
        lessons.add(new Lesson(cache, ObjectsServer.part(name, launch, port), false));
    }

    private Path objectsFolder() {
        return premises.home().run().resolve("training-objects");
    }

    private static List<String> slowly(List<String> command) {
        List<String> slow = new ArrayList<>(LAST_IN_LINE);
        slow.addAll(command);
        return slow;
    }
}
