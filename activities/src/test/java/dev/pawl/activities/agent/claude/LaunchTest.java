package dev.pawl.activities.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.agent.AgentRuntime.Job;
import dev.pawl.activities.environment.Ready;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.Left;
import dev.pawl.activities.workspace.Took;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.workspace.Repository;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaunchTest {

    private static final Path PROGRAM = Path.of("/opt/claude");
    private static final Session BEFORE = new Session("s0", "t0");

    @TempDir
    Path folder;

    @Test
    void readsNothingOfTheRepository() throws IOException {
        assertThat(launch(null, "Bash(git log:*)", "Read").line(PROGRAM, null))
                .containsSequence("--setting-sources", "user")
                .contains("--strict-mcp-config")
                .containsSequence("--permission-mode", "dontAsk", "--tools", "Bash,Read")
                .containsSequence("--allowedTools", "Bash(git log:*)", "Read")
                .doesNotContain("--mcp-config", "--resume");
    }

    @Test
    void goesOnWithoutAWord() throws IOException {
        assertThat(launch(BEFORE, "Read").line(PROGRAM, null))
                .containsSequence("--resume", "s0", "--fork-session", "--session-id", "s1");
        assertThat(launch(BEFORE, "Read").input()).isEmpty();
        assertThat(launch(null, "Read").input()).contains("Mend \\\"it\\\".").endsWith("\n");
    }

    @Test
    void startsOfTheServersThoseThatTheRoleNames() throws IOException {
        Path servers = Files.writeString(folder.resolve("servers.json"), """
                {"mcpServers": {"tickets": {"command": "tickets"}, "wiki": {"command": "wiki"}, "wiki2": {"command": "other"}}}
                """);

        List<String> line = launch(null, "Read", "mcp__wiki__search").line(PROGRAM, servers);

        assertThat(line).containsSequence("--tools", "Read").contains("mcp__wiki__search");
        assertThat(Files.readString(Path.of(line.get(line.indexOf("--mcp-config") + 1))))
                .isEqualTo("{\"mcpServers\":{\"wiki\":{\"command\":\"wiki\"}}}");
        assertThat(launch(null, "Read").line(PROGRAM, servers)).doesNotContain("--mcp-config");
    }

    private Launch launch(@Nullable Session before, String... tools) throws IOException {
        Workspace workspace = new Workspace(new Repository("file:///srv/a", "main", null), "c0", "c0", "t0");
        Brief brief = new Brief("A bug", "It is broken.", "Mend it.", List.of(), List.of(), null);
        Assignment assignment = new Assignment(
                "fix/1", new AgentChoice("claude-code", "anthropic"), workspace, brief, Duration.ofHours(1));
        Job job = new Job(
                "acme",
                "run",
                assignment,
                new Place(workspace, Files.createDirectories(folder.resolve("aside"))),
                Ready.NOTHING,
                null,
                Usage.NONE,
                1,
                before != null,
                Duration.ofHours(1),
                null,
                null);
        Part part = new Part("sonnet", "You mend.", "Mend \"it\".", List.of(tools), List.of(), 3, "{}");
        return new Launch(job, part, new Notebook(folder, "s1"), before, 3);
    }

    /// A working copy that nobody looks into.
    private record Place(Workspace workspace, Path aside) implements Checkout {

        @Override
        public Path folder() {
            return aside;
        }

        @Override
        public List<Path> readable() {
            return List.of();
        }

        @Override
        public void link(String path, Path target) {}

        @Override
        public Left keep(String run, String message) {
            return new Left.Same();
        }

        @Override
        public Took took() {
            return new Took();
        }

        @Override
        public void close() {}
    }
}
