package dev.pawl.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.agent.AgentSettings;
import dev.pawl.activities.environment.EnvironmentSettings;
import dev.pawl.activities.gate.GateSettings;
import dev.pawl.activities.sandbox.SandboxSettings;
import dev.pawl.activities.station.StationSettings;
import dev.pawl.activities.workspace.OriginSettings;
import dev.pawl.activities.workspace.WorkspaceSettings;
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
            assertThat(context.getBean(SandboxSettings.class)).isEqualTo(new SandboxSettings(List.of()));
            assertThat(context.getBean(AgentSettings.class))
                    .isEqualTo(new AgentSettings(null, Duration.ofMinutes(10), 256));
            assertThat(context.getBean(GateSettings.class))
                    .isEqualTo(new GateSettings(List.of(), Duration.ofHours(1), 256));
            assertThat(context.getBean(EnvironmentSettings.class))
                    .isEqualTo(new EnvironmentSettings(List.of(), Duration.ofHours(1), 20_480));
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
                Map.entry("pawl.agent.folder", "/srv/agents"),
                Map.entry("pawl.agent.silence", "PT1M"),
                Map.entry("pawl.agent.output", "9"),
                Map.entry("pawl.gate.environment", "MAVEN_OPTS,TOKEN"),
                Map.entry("pawl.gate.longest", "PT2M"),
                Map.entry("pawl.gate.output", "8"),
                Map.entry("pawl.environment.variables", "NPM_TOKEN"),
                Map.entry("pawl.environment.longest", "PT3M"),
                Map.entry("pawl.environment.cache", "6"));
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
                    .isEqualTo(new SandboxSettings(List.of("file:///srv/git")));
            assertThat(context.getBean(AgentSettings.class))
                    .isEqualTo(new AgentSettings(Path.of("/srv/agents"), Duration.ofMinutes(1), 9));
            assertThat(context.getBean(GateSettings.class))
                    .isEqualTo(new GateSettings(List.of("MAVEN_OPTS", "TOKEN"), Duration.ofMinutes(2), 8));
            assertThat(context.getBean(EnvironmentSettings.class))
                    .isEqualTo(new EnvironmentSettings(List.of("NPM_TOKEN"), Duration.ofMinutes(3), 6));
        }
    }

    @Test
    void trustOnlyWhatLiesBelowATrustedAddress() {
        SandboxSettings settings = new SandboxSettings(List.of("file:///srv/git"));

        assertThat(settings.refusal(new Repository("file:///srv/git/a", "main", null)))
                .isEmpty();
        assertThat(settings.refusal(new Repository("file:///srv/git-of-others/a", "main", null)))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("PAWL_SANDBOX_TRUSTED"));
    }
}
