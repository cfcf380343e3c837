package dev.pawl.activities.agent.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.activities.agent.AgentRuntime.Job;
import dev.pawl.activities.broker.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What Claude Code is started with. Nothing of the repository decides over it: neither its settings, nor its hooks,
/// nor its MCP servers are read.
///
/// @param before the conversation that it goes on with; absent, it begins
/// @param turns how often it may still ask its model
record Launch(
        Job job, Part part, Notebook notebook, @Nullable Session before, long turns) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVER = "mcp__";

    /// Hooks of a user that nobody knows, and words in commits that nobody asked for.
    private static final String SETTINGS = """
            {"disableAllHooks":true,"includeCoAuthoredBy":false}""";

    List<String> line(Path program, @Nullable Path servers) throws IOException {
        List<String> line = new ArrayList<>(List.of(program.toString(), "-p"));
        line.addAll(List.of("--input-format", "stream-json", "--output-format", "stream-json", "--verbose"));
        // Pieces of an answer are a sign of life.
        line.add("--include-partial-messages");
        line.addAll(List.of("--setting-sources", "user", "--settings", SETTINGS, "--strict-mcp-config"));
        line.addAll(List.of("--model", part.model(), "--max-turns", Long.toString(turns)));
        if (before != null) {
            line.addAll(List.of("--resume", before.session(), "--fork-session"));
        }
        line.addAll(List.of("--session-id", notebook.session()));
        line.addAll(List.of("--append-system-prompt", part.system(), "--json-schema", part.form()));
        line.addAll(List.of("--permission-mode", "dontAsk", "--tools", String.join(",", builtIn())));
        line.add("--allowedTools");
        line.addAll(part.tools());
        if (!part.denied().isEmpty()) {
            line.add("--disallowedTools");
            line.addAll(part.denied());
        }
        if (servers != null && usesServers()) {
            line.addAll(List.of("--mcp-config", chosen(servers).toString()));
        }
        return line;
    }

    Map<String, String> environment(Broker.Line model) throws IOException {
        Path aside = job.checkout().aside();
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin"));
        environment.put("HOME", Files.createDirectories(aside.resolve("home")).toString());
        environment.put("TMPDIR", Files.createDirectories(aside.resolve("tmp")).toString());
        environment.put("LANG", "C.UTF-8");
        job.ready().into(environment);
        environment.put("PAWL_RUN", job.run());
        environment.put("PAWL_STEP", job.assignment().step());
        environment.put("CLAUDE_CONFIG_DIR", notebook.folder().toString());
        environment.put("ANTHROPIC_UNIX_SOCKET", model.socket().toString());
        // Without an address it would speak TLS into the socket.
        environment.put("ANTHROPIC_BASE_URL", "http://broker.invalid");
        environment.put("ANTHROPIC_API_KEY", model.token());
        environment.put("ANTHROPIC_SMALL_FAST_MODEL", part.model());
        // The broker has tried again already; this is for a connection that broke.
        environment.put("CLAUDE_CODE_MAX_RETRIES", "1");
        environment.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        environment.put("DISABLE_AUTOUPDATER", "1");
        // A turn whose tools had ended is gone on with as if nothing had been, and no word is put between.
        environment.put("CLAUDE_CODE_RESUME_INTERRUPTED_TURN", "1");
        return environment;
    }

    /// What it reads first: who goes on is told nothing.
    String input() {
        if (before != null) {
            return "";
        }
        ObjectNode said = JSON.createObjectNode().put("type", "user");
        said.putObject("message").put("role", "user").put("content", part.prompt());
        return said + "\n";
    }

    private List<String> builtIn() {
        return part.tools().stream()
                .filter(tool -> !tool.startsWith(SERVER))
                .map(tool -> tool.replaceFirst("\\(.*", ""))
                .distinct()
                .toList();
    }

    private boolean usesServers() {
        return part.tools().stream().anyMatch(tool -> tool.startsWith(SERVER));
    }

    /// Of the operator's servers those whose tools the role names: the others are not even started.
    private Path chosen(Path servers) throws IOException {
        JsonNode all = JSON.readTree(servers.toFile()).path("mcpServers");
        ObjectNode chosen = JSON.createObjectNode();
        ObjectNode into = chosen.putObject("mcpServers");
        all.properties().stream()
                .filter(server -> part.tools().stream()
                        .anyMatch(tool -> tool.equals(SERVER + server.getKey())
                                || tool.startsWith(SERVER + server.getKey() + "__")))
                .forEach(server -> into.set(server.getKey(), server.getValue()));
        return Files.writeString(job.checkout().aside().resolve("servers.json"), chosen.toString());
    }
}
