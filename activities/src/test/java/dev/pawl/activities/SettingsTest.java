package dev.pawl.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.agent.AgentSettings;
import dev.pawl.activities.agent.claude.ClaudeCodeSettings;
import dev.pawl.activities.agent.role.RoleSettings;
import dev.pawl.activities.broker.ModelSettings;
import dev.pawl.activities.broker.ProviderSettings;
import dev.pawl.activities.egress.EgressSettings;
import dev.pawl.activities.environment.EnvironmentSettings;
import dev.pawl.activities.gate.GateSettings;
import dev.pawl.activities.sandbox.LimitSettings;
import dev.pawl.activities.sandbox.SandboxSettings;
import dev.pawl.activities.station.StationSettings;
import dev.pawl.activities.workspace.OriginSettings;
import dev.pawl.activities.workspace.WorkspaceSettings;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Repository;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    @Test
    void areStrictUnlessToldOtherwise() {
        try (ApplicationContext context = ApplicationContext.run()) {
            assertThat(context.getBean(StationSettings.class)).isEqualTo(new StationSettings(null));
            assertThat(context.getBean(OriginSettings.class))
                    .isEqualTo(new OriginSettings(
                            List.of(),
                            null,
                            null,
                            Duration.ofMinutes(20),
                            4096,
                            List.of("main", "master", "trunk", "develop", "release/*")));
            assertThat(context.getBean(WorkspaceSettings.class))
                    .isEqualTo(new WorkspaceSettings(200_000, 100, 4096, 64, 20_480));
            assertThat(context.getBean(EgressSettings.class))
                    .isEqualTo(new EgressSettings(List.of(), List.of(), List.of(), null, 8192));
            assertThat(context.getBean(SandboxSettings.class))
                    .isEqualTo(new SandboxSettings(
                            List.of(), List.of(Level.NONE, Level.BUBBLEWRAP), List.of(), "210000-210999"));
            assertThat(context.getBean(LimitSettings.class)).isEqualTo(new LimitSettings(8192, 4096, 0, 20_480));
            assertThat(context.getBean(AgentSettings.class))
                    .isEqualTo(new AgentSettings(null, Duration.ofMinutes(10), 256));
            assertThat(context.getBean(ClaudeCodeSettings.class))
                    .isEqualTo(new ClaudeCodeSettings(
                            null, "claude-sonnet-4-5", Duration.ofMinutes(6), Duration.ofMinutes(30), null));
            assertThat(context.getBean(RoleSettings.class))
                    .isEqualTo(new RoleSettings(
                            List.of("Bash", "Edit", "Glob", "Grep", "Read", "Write"), 200, null, null, null));
            assertThat(context.getBean(GateSettings.class))
                    .isEqualTo(new GateSettings(List.of(), Duration.ofHours(1), 256));
            assertThat(context.getBean(EnvironmentSettings.class))
                    .isEqualTo(new EnvironmentSettings(List.of(), Duration.ofHours(1), 20_480));
            assertThat(context.getBean(ModelSettings.class))
                    .isEqualTo(new ModelSettings(null, Duration.ofMinutes(5), 32));
            assertThat(context.getBeansOfType(ProviderSettings.class)).isEmpty();
        }
    }

    @Test
    void areReadFromTheirKeys() {
        Map<String, Object> told = Map.ofEntries(
                Map.entry("pawl.station.folder", "/srv/station"),
                Map.entry("pawl.origin.trusted", "file:///srv/git,https://git.example.org"),
                Map.entry("pawl.origin.credentials", "/srv/credentials"),
                Map.entry("pawl.origin.authority-file", "/srv/authority.pem"),
                Map.entry("pawl.origin.patience", "PT1M"),
                Map.entry("pawl.origin.largest", "7"),
                Map.entry("pawl.origin.closed", "stable"),
                Map.entry("pawl.workspace.files", "1"),
                Map.entry("pawl.workspace.largest-file", "2"),
                Map.entry("pawl.workspace.largest-tree", "3"),
                Map.entry("pawl.workspace.depth", "4"),
                Map.entry("pawl.workspace.cache", "5"),
                Map.entry("pawl.sandbox.trusted", "file:///srv/git"),
                Map.entry("pawl.sandbox.egress.setups", ""),
                Map.entry("pawl.sandbox.egress.hosts", "a.test,*.b.test"),
                Map.entry("pawl.sandbox.egress.internal", "c.test"),
                Map.entry("pawl.sandbox.egress.proxy", "proxy.test:3128"),
                Map.entry("pawl.sandbox.egress.largest", "10"),
                Map.entry("pawl.sandbox.levels", "bubblewrap"),
                Map.entry("pawl.sandbox.readable", "/srv/jdk,/srv/node"),
                Map.entry("pawl.sandbox.users", "300000-300009"),
                Map.entry("pawl.sandbox.memory", "1"),
                Map.entry("pawl.sandbox.processes", "2"),
                Map.entry("pawl.sandbox.cpus", "3"),
                Map.entry("pawl.sandbox.disk", "4"),
                Map.entry("pawl.agent.folder", "/srv/agents"),
                Map.entry("pawl.agent.silence", "PT1M"),
                Map.entry("pawl.agent.output", "9"),
                Map.entry("pawl.claude-code.program", "/opt/claude"),
                Map.entry("pawl.claude-code.model", "opus"),
                Map.entry("pawl.claude-code.silence", "PT1M"),
                Map.entry("pawl.claude-code.tool-silence", "PT2M"),
                Map.entry("pawl.claude-code.servers", "/srv/servers.json"),
                Map.entry("pawl.role.tools", "Read, Bash(git log:*)"),
                Map.entry("pawl.role.turns", "10"),
                Map.entry("pawl.role.architect", "large"),
                Map.entry("pawl.role.manager", "medium"),
                Map.entry("pawl.role.worker", "small"),
                Map.entry("pawl.gate.environment", "MAVEN_OPTS,TOKEN"),
                Map.entry("pawl.gate.longest", "PT2M"),
                Map.entry("pawl.gate.output", "8"),
                Map.entry("pawl.environment.variables", "NPM_TOKEN"),
                Map.entry("pawl.environment.longest", "PT3M"),
                Map.entry("pawl.environment.cache", "6"),
                Map.entry("pawl.model.prices", "/srv/prices.yaml"),
                Map.entry("pawl.model.silence", "PT4M"),
                Map.entry("pawl.model.largest", "5"),
                Map.entry("pawl.model.providers.cellar.api", "openai"),
                Map.entry("pawl.model.providers.cellar.url", "http://cellar:1"),
                Map.entry("pawl.model.providers.cellar.key-variable", "CELLAR"),
                Map.entry("pawl.model.providers.cellar.key-file", "/srv/key"),
                Map.entry("pawl.model.providers.cellar.models", "qwen,llama"),
                Map.entry("pawl.model.providers.cellar.plain", "true"));
        try (ApplicationContext context = ApplicationContext.run(told)) {
            assertThat(context.getBean(StationSettings.class)).isEqualTo(new StationSettings(Path.of("/srv/station")));
            assertThat(context.getBean(OriginSettings.class))
                    .isEqualTo(new OriginSettings(
                            List.of("file:///srv/git", "https://git.example.org"),
                            Path.of("/srv/credentials"),
                            Path.of("/srv/authority.pem"),
                            Duration.ofMinutes(1),
                            7,
                            List.of("stable")));
            assertThat(context.getBean(WorkspaceSettings.class)).isEqualTo(new WorkspaceSettings(1, 2, 3, 4, 5));
            assertThat(context.getBean(SandboxSettings.class))
                    .isEqualTo(new SandboxSettings(
                            List.of("file:///srv/git"),
                            List.of(Level.BUBBLEWRAP),
                            List.of(Path.of("/srv/jdk"), Path.of("/srv/node")),
                            "300000-300009"));
            assertThat(context.getBean(LimitSettings.class)).isEqualTo(new LimitSettings(1, 2, 3, 4));
            assertThat(context.getBean(EgressSettings.class))
                    .isEqualTo(new EgressSettings(
                            List.of(), List.of("a.test", "*.b.test"), List.of("c.test"), "proxy.test:3128", 10));
            assertThat(context.getBean(AgentSettings.class))
                    .isEqualTo(new AgentSettings(Path.of("/srv/agents"), Duration.ofMinutes(1), 9));
            assertThat(context.getBean(ClaudeCodeSettings.class))
                    .isEqualTo(new ClaudeCodeSettings(
                            Path.of("/opt/claude"),
                            "opus",
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(2),
                            Path.of("/srv/servers.json")));
            assertThat(context.getBean(RoleSettings.class))
                    .isEqualTo(new RoleSettings(List.of("Read", "Bash(git log:*)"), 10, "large", "medium", "small"));
            assertThat(context.getBean(GateSettings.class))
                    .isEqualTo(new GateSettings(List.of("MAVEN_OPTS", "TOKEN"), Duration.ofMinutes(2), 8));
            assertThat(context.getBean(EnvironmentSettings.class))
                    .isEqualTo(new EnvironmentSettings(List.of("NPM_TOKEN"), Duration.ofMinutes(3), 6));
            assertThat(context.getBean(ModelSettings.class))
                    .isEqualTo(new ModelSettings(Path.of("/srv/prices.yaml"), Duration.ofMinutes(4), 5));
            assertThat(context.getBean(ProviderSettings.class))
                    .isEqualTo(new ProviderSettings(
                            "cellar",
                            "openai",
                            "http://cellar:1",
                            "CELLAR",
                            Path.of("/srv/key"),
                            List.of("qwen", "llama"),
                            true));
        }
    }

    @Test
    void nameOnlyHostsThatThereCanBe() {
        assertThatThrownBy(() -> new EgressSettings(List.of("https://a.test"), List.of(), List.of(), null, 1))
                .hasMessageStartingWith("PAWL_SANDBOX_EGRESS_SETUPS: 'https://a.test' is no host");
        assertThatThrownBy(() -> new EgressSettings(List.of(), List.of(), List.of(), "http://proxy", 1))
                .hasMessageStartingWith("PAWL_SANDBOX_EGRESS_PROXY is 'http://proxy'");
    }

    @Test
    void trustOnlyWhatLiesBelowATrustedAddress() {
        SandboxSettings settings =
                new SandboxSettings(List.of("file:///srv/git"), List.of(Level.NONE), List.of(), "1-2");

        assertThat(settings.least(new Repository("file:///srv/git/a", "main", null)))
                .isEqualTo(Level.NONE);
        assertThat(settings.least(new Repository("file:///srv/git-of-others/a", "main", null)))
                .isEqualTo(Level.BUBBLEWRAP);
    }
}
