package dev.pawl.activities.agent.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.Left;
import dev.pawl.activities.workspace.TestingOrigin;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RolesTest {

    private static final String PATH = ".pawl/agents/developer.md";
    private static final String OWN = """
            ---
            name: developer
            description: Mends it our way.
            tier: worker
            tools: [Read]
            output:
              type: object
              required: [status, summary]
              properties: {status: {enum: [done, declined]}, summary: {type: string}}
            ---
            Mend it our way.
            """;

    @TempDir
    private Path folder;

    private TestingWorkshop workshop;
    private TestingOrigin origin;

    @BeforeEach
    void open() throws IOException {
        workshop = TestingWorkshop.in(folder, Map.of("pawl.role.tools", "Read,Bash", "pawl.role.turns", "7"));
        origin = TestingOrigin.in(folder.resolve("origin"));
        origin.write("a.txt", "one\n").commit("First");
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void takesTheShippedAgentWhereTheBaseSaysNothingAndNarrowsIt() throws Exception {
        Resolved shipped = roles().resolve(workshop.tenant(), workshop.opened(origin), "developer");

        assertThat(shipped.source()).isEqualTo("pawl");
        assertThat(shipped.digest()).isEqualTo(sha256(Shipped.bytes("developer").orElseThrow()));
        assertThat(shipped.role().tools()).containsExactly("Read", "Bash");
        assertThat(shipped.role().limits().turns()).isEqualTo(7);
    }

    @Test
    void takesTheAgentOfTheBaseWithTheDigestOfItsBytes() throws Exception {
        Resolved own = resolved(OWN);

        assertThat(own.source()).isEqualTo(PATH);
        assertThat(own.role().instructions()).isEqualTo("Mend it our way.");
        assertThat(own.digest()).isEqualTo(sha256(OWN.getBytes(StandardCharsets.UTF_8)));
        assertThat(resolved(OWN + " ").digest()).isNotEqualTo(own.digest());
    }

    @Test
    void takesNothingThatAnAgentLeft() throws Exception {
        origin.write(PATH, OWN).commit("Own");
        Workspace base = workshop.opened(origin);
        try (Checkout checkout = workshop.checkout(base)) {
            Files.writeString(checkout.folder().resolve(PATH), OWN.replace("our way", "my way"));
            Workspace head = ((Left.Changed) checkout.keep(TestingWorkshop.RUN, "Step")).workspace();

            assertThat(roles().resolve(workshop.tenant(), head, "developer"))
                    .isEqualTo(roles().resolve(workshop.tenant(), base, "developer"));
        }
    }

    @Test
    void refusesAFileThatIsWrongByPathAndLine() {
        assertThatThrownBy(
                        () -> resolved(OWN.replace("tier: worker", "tier: boss").replace("[Read]", "[Read, Edit]")))
                .isInstanceOf(UnfitException.class)
                .hasMessage("""
                        .pawl/agents/developer.md:4: There are these tiers: architect, manager, worker.
                        .pawl/agents/developer.md:5: The tool Edit is not allowed here. Allowed are: Read, Bash. \
                        The operator allows more in PAWL_ROLE_TOOLS.""");
    }

    @Test
    void wantsOfWhoTakesAShippedPlaceWhatThatOneAnswers() throws IOException {
        origin.write(".pawl/agents/reviewer.md", OWN.replace("developer", "reviewer"))
                .commit("Own");

        assertThatThrownBy(() -> roles().resolve(workshop.tenant(), workshop.opened(origin), "reviewer"))
                .hasMessageContaining("reviewer.md:8: Every answer of this agent holds \"findings\"");
    }

    @Test
    void saysThatThereIsNoSuchAgent() {
        assertThatThrownBy(() -> roles().resolve(workshop.tenant(), workshop.opened(origin), "poet"))
                .isInstanceOf(UnfitException.class)
                .hasMessageContaining("Pawl brings along only analyst, developer, reviewer, test-engineer.");
        assertThatThrownBy(() -> roles().resolve(workshop.tenant(), workshop.opened(origin), "../gates"))
                .isInstanceOf(UnfitException.class);
    }

    private Resolved resolved(String text) throws IOException, UnfitException {
        origin.write(PATH, text).commit("Own");
        return roles().resolve(workshop.tenant(), workshop.opened(origin), "developer");
    }

    private Roles roles() {
        return workshop.get(Roles.class);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
