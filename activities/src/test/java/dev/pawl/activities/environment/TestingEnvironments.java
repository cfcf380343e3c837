package dev.pawl.activities.environment;

import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.sandbox.Sandbox;
import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.activities.workspace.TestingOrigin;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A repository whose trees are made ready on a worker.
final class TestingEnvironments implements AutoCloseable {

    private final Path folder;
    private final TestingWorkshop workshop;
    private final TestingOrigin origin;

    TestingEnvironments(Path folder) throws IOException {
        this(folder, TestingWorkshop.BARE);
    }

    TestingEnvironments(Path folder, Map<String, Object> more) throws IOException {
        this.folder = folder;
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("pawl.environment.variables", "PAWL_TESTING_TOKEN");
        workshop = TestingWorkshop.in(folder, settings);
        origin = TestingOrigin.in(folder.resolve("origin"));
    }

    TestingWorkshop workshop() {
        return workshop;
    }

    TestingOrigin origin() {
        return origin;
    }

    Recipes recipes() {
        return workshop.get(Recipes.class);
    }

    Workspace base(String... files) throws IOException {
        for (int i = 0; i < files.length; i += 2) {
            origin.write(files[i], files[i + 1]);
        }
        origin.commit("Change");
        return workshop.opened(origin);
    }

    /// A setup that counts how often it is run.
    String counting(String more) {
        return "version: 1\nsetup: \"echo x >> '%s'; echo made > $PAWL_CACHE/made\"\n%s\n"
                .formatted(folder.resolve("setups"), more);
    }

    int setups() throws IOException {
        Path file = folder.resolve("setups");
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? Files.readAllLines(file).size()
                : 0;
    }

    Ready ready(Workspace workspace) throws IOException, InterruptedException, UnfitException {
        return workshop.get(Environments.class).of(workshop.tenant(), workspace, sandbox(workspace));
    }

    Sandbox sandbox(Workspace workspace) {
        return workshop.get(Sandboxes.class).of(workspace.repository(), null);
    }

    static Map<String, String> variables(Ready ready) {
        Map<String, String> variables = new HashMap<>(Map.of("PATH", "/usr/bin"));
        ready.into(variables);
        return variables;
    }

    @Override
    public void close() {
        workshop.close();
    }
}
