package dev.pawl.local.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pawl.local.Fixtures;
import dev.pawl.local.HouseException;
import dev.pawl.local.Running;
import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.home.Versions;
import dev.pawl.local.log.LogFiles;
import dev.pawl.local.part.LocalHttp;
import dev.pawl.local.part.Part;
import dev.pawl.local.process.OneShot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemporalServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final TemporalPorts ports =
            new TemporalPorts(Fixtures.port(), Fixtures.port(), Fixtures.port(), Fixtures.port());

    @Test
    void teachesAnExistingDataFileWhatANewPawlNeeds() throws Exception {
        Home home = Fixtures.home(folder);
        TemporalBinary binary = real(home);
        Path attributes = Files.writeString(folder.resolve("attributes"), "PawlTenant=Keyword\n");
        try (Running first = Running.start(home, part(home, attributes, binary))) {
            assertThat(first.stop().isSuccess()).isTrue();
        }

        Files.writeString(attributes, "PawlTenant=Keyword\nPawlNeedsPerson=Bool\nPawlStage=Keyword\n");
        try (Running second = Running.start(home, part(home, attributes, binary))) {
            server(home, attributes).namespace(binary, ports).settle();
            server(home, attributes).namespace(binary, ports).settle();

            assertThat(second.pid()).isPositive();
            assertThat(ask("/api/v1/namespaces/default/search-attributes"))
                    .contains("\"PawlTenant\":\"INDEXED_VALUE_TYPE_KEYWORD\"")
                    .contains("\"PawlNeedsPerson\":\"INDEXED_VALUE_TYPE_BOOL\"")
                    .contains("\"PawlStage\":\"INDEXED_VALUE_TYPE_KEYWORD\"");
            assertThat(ask("/api/v1/namespaces/default")).contains("\"workflowExecutionRetentionTtl\":\"604800s\"");
        }
    }

    @Test
    void keepsARunningWorkflowOverAKill() throws Exception {
        Home home = Fixtures.home(folder);
        TemporalBinary binary = real(home);
        Path attributes = Files.writeString(folder.resolve("attributes"), "PawlTenant=Keyword\n");
        try (Running first = Running.start(home, part(home, attributes, binary))) {
            OneShot.Result start =
                    temporal(binary, "workflow", "start", "--task-queue=q", "--type=t", "--workflow-id=kept");
            assertThat(start.output()).contains("kept");
            first.kill();
        }
        try (Running second = Running.start(home, part(home, attributes, binary))) {
            assertThat(second.pid()).isPositive();
            assertThat(temporal(binary, "workflow", "describe", "--workflow-id=kept")
                            .output())
                    .contains("WORKFLOW_EXECUTION_STATUS_RUNNING");
        }
    }

    @Test
    void doesNotOpenTheDataOfAnotherServer() {
        Home home = Fixtures.home(folder);
        PrivateFiles.folder(home.temporal());
        PrivateFiles.write(home.temporal().resolve("temporal.db"), "not to be opened");
        PrivateFiles.write(home.temporal().resolve("server-version"), "1.29.1\n");
        TemporalBinary binary = new TemporalBinary(Path.of("/opt/temporal"), "1.8.2", "1.31.2");

        assertThatThrownBy(() -> part(home, attributes(), binary))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("was written by server 1.29.1, and /opt/temporal is server 1.31.2")
                .hasMessageContaining("the data was not touched");
        assertThat(home.temporal().resolve("server-version")).hasContent("1.29.1\n");
    }

    @Test
    void takesNoAttributeThatItCannotRead() throws IOException {
        Path attributes = Files.writeString(folder.resolve("attributes"), "PawlTenant\n");

        assertThatThrownBy(() -> SearchAttributes.read(attributes))
                .hasMessageContaining("The line 'PawlTenant' in")
                .hasMessageContaining("is not of the form Name=Type");
    }

    @Test
    void listsTheAttributesOfPawl() {
        assertThat(SearchAttributes.read(attributes()).types())
                .containsEntry("PawlTenant", "Keyword")
                .containsEntry("PawlState", "Keyword")
                .hasSize(5);
    }

    private static Path attributes() {
        return new Checkout(Path.of("..").toAbsolutePath().normalize()).searchAttributes();
    }

    private Part part(Home home, Path attributes, TemporalBinary binary) {
        return server(home, attributes).part(binary, ports, "http://127.0.0.1:1/codec/x", Fixtures.environment());
    }

    private static TemporalServer server(Home home, Path attributes) {
        return new TemporalServer(home, new LogFiles(home.logs()), attributes);
    }

    private String ask(String path) throws IOException {
        return LocalHttp.get("http://127.0.0.1:" + ports.api() + path, PATIENCE).body();
    }

    private OneShot.Result temporal(TemporalBinary binary, String... words) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(binary.path().toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--output=json", "--address=127.0.0.1:" + ports.frontend()));
        return OneShot.run(Duration.ofSeconds(20), command);
    }

    /// The real tool, as ./pawl puts it among the tools; without it these tests say that they did not run.
    private static TemporalBinary real(Home home) throws InterruptedException {
        Path place = home.tools().resolve("temporal-" + Versions.temporal() + "/temporal");
        Optional<TemporalBinary> found = Files.exists(place) ? TemporalBinary.at(place) : Optional.empty();
        assumeThat(found)
                .as("NOT RUN: no Temporal server in %s; ./pawl test puts it there", place)
                .isPresent();
        return found.orElseThrow();
    }
}
