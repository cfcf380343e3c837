package dev.pawl.activities.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.agent.AgentActivities;
import dev.pawl.activities.gate.GateActivities;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.workspace.Delivered;
import dev.pawl.workflows.port.workspace.Delivery;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Parcel;
import dev.pawl.workflows.port.workspace.Repository;
import dev.pawl.workflows.port.workspace.Workspace;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real https origin that asks who we are, with a certificate of a company's own authority.
final class HttpsOriginTest {

    private final String password = "hunter2-" + UUID.randomUUID();

    @TempDir
    private static Path safe;

    private static TestingAuthority authority;

    @TempDir
    private Path folder;

    private TestingOrigin repository;
    private HttpsOrigin forge;
    private @Nullable TestingWorkshop open;

    @BeforeAll
    static void found() throws Exception {
        authority = TestingAuthority.in(safe);
    }

    @BeforeEach
    void serve() throws Exception {
        repository = TestingOrigin.in(folder.resolve("forge/it"));
        repository.write("a.txt", "one\n").commit("First");
        forge = new HttpsOrigin(folder.resolve("forge"), authority.server(), "ada", password);
        credential("forge", password);
        credential("stale", "wrong-" + password);
    }

    @AfterEach
    void close() {
        forge.close();
        if (open != null) {
            open.close();
        }
    }

    @Test
    void opensAndDeliversWithACredentialThatIsNamedAndNeverShown() throws IOException {
        try (Traces traces = new Traces(password)) {
            forge.whenVisited(traces::lookAtPrograms);
            Workspace base = workshop().opened(at("forge"));

            Delivered delivered = deliver(changed(base), "fix-it");

            assertThat(delivered).isInstanceOf(Delivered.Pushed.class);
            assertThat(repository.git("show", "fix-it:a.txt")).isEqualTo("two\n");
            try (Checkout checkout = workshop().checkout(base)) {
                assertThat(checkout.folder().resolve("a.txt")).exists();
                traces.lookBelow(folder.resolve("station"));
            }
            assertThat(traces.looked())
                    .anyMatch(look -> look.startsWith("cmdline") && look.contains("git-remote-https"))
                    .anyMatch(look -> look.startsWith("environ") && look.contains("GIT_ALLOW_PROTOCOL"))
                    .anyMatch(look -> look.contains(".git/config"));
            assertThat(traces.found()).isEmpty();
        }
    }

    @Test
    void showsTheCredentialToNoAgentAndToNoGate() throws IOException {
        Path byGate = folder.resolve("seen-by-gate");
        Path byAgent = folder.resolve("seen-by-agent");
        script(
                repository.folder().resolve(".pawl/test"),
                "env > '%s'; cat .git/config >> '%s'".formatted(byGate, byGate));
        repository.commit("Tests");
        script(
                folder.resolve("agents/commands/looker"),
                "env > '%s'; cat .git/config >> '%s'; cat >> '%s'".formatted(byAgent, byAgent, byAgent));
        try (Traces traces = new Traces(password)) {
            Workspace base = workshop().opened(at("forge"));
            letGatesAndAnAgentWorkOn(base);

            for (Path seen : List.of(byGate, byAgent)) {
                assertThat(seen).content().contains("TMPDIR=").contains("[core]");
                traces.lookAt(Files.readString(seen));
            }
            assertThat(traces.found()).isEmpty();
        }
    }

    @Test
    void namesTheCredentialThatDoesNotOpenTheDoorAndTriesItOnce() {
        try (Traces traces = new Traces(password)) {
            Opened.Declined declined = declined(at("stale"));

            assertThat(declined.reason()).isEqualTo(Opened.Reason.UNREACHABLE);
            assertThat(declined.sentence()).contains("Look at the credential stale.");
            assertThat(forge.wrongPasswords()).isEqualTo(1);
            traces.lookAt(declined.sentence());
            assertThat(traces.found()).isEmpty();
        }
    }

    @Test
    void asksForACredentialWhereNoneWasNamed() {
        assertThat(declined(at(null)).sentence()).contains("name a credential");
    }

    @Test
    void keepsTheWorkWhenTheCredentialIsTakenBackMeanwhile() throws IOException {
        Workspace head = changed(workshop().opened(at("forge")));
        credential("forge", "no longer");

        Delivered.Refused refused = (Delivered.Refused) deliver(head, "fix-it");

        assertThat(refused.reason()).isEqualTo(Delivered.Reason.UNREACHABLE);
        assertThat(refused.sentence()).contains("Look at the credential forge.");
        credential("forge", password);
        assertThat(deliver(head, "fix-it"))
                .isInstanceOfSatisfying(
                        Delivered.Pushed.class,
                        pushed -> assertThat(pushed.patch()).isEqualTo(refused.patch()));
    }

    @Test
    void tellsAnOriginThatLetsUsReadButNotWriteFromAFullOne() throws IOException {
        Workspace head = changed(workshop().opened(at("forge")));

        forge.answerPushesWith(403);
        Delivered.Refused readOnly = (Delivered.Refused) deliver(head, "fix-it");
        forge.answerPushesWith(413);
        Delivered.Refused full = (Delivered.Refused) deliver(head, "fix-it");

        assertThat(readOnly.reason()).isEqualTo(Delivered.Reason.NOT_ALLOWED);
        assertThat(readOnly.sentence()).contains("not write").contains("Look at the credential forge.");
        assertThat(full.reason()).isEqualTo(Delivered.Reason.REJECTED);
        assertThat(full.patch()).isEqualTo(readOnly.patch());
    }

    /// After our look, and before git's own: to git it is an ordinary branch that our commit may be added to.
    @Test
    void neverAddsToABranchThatSomebodyElseMakesMeanwhile() throws IOException {
        Workspace head = changed(workshop().opened(at("forge")));
        forge.whenSomebodyWantsToPush(() -> {
            try {
                repository.git("branch", "--force", "fix-it", "main");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        Delivered.Refused refused = (Delivered.Refused) deliver(head, "fix-it");

        assertThat(refused.reason()).isEqualTo(Delivered.Reason.BRANCH_TAKEN);
        assertThat(repository.git("rev-parse", "fix-it")).isEqualTo(repository.git("rev-parse", "main"));
    }

    @Test
    void trustsNoCertificateWhoseAuthorityItWasNotTold() {
        Opened.Declined declined = declinedBy(Map.of("pawl.origin.authority-file", ""));

        assertThat(declined.reason()).isEqualTo(Opened.Reason.UNREACHABLE);
        assertThat(declined.sentence()).contains("certificate").contains("PAWL_ORIGIN_AUTHORITY_FILE");
        assertThat(forge.wrongPasswords()).isZero();
    }

    @Test
    void saysThatTheAuthorityCannotBeRead() {
        Opened.Declined declined = declinedBy(
                Map.of("pawl.origin.authority-file", folder.resolve("nowhere").toString()));

        assertThat(declined.reason()).isEqualTo(Opened.Reason.NOT_ALLOWED);
        assertThat(declined.sentence()).contains("PAWL_ORIGIN_AUTHORITY_FILE").contains("cannot be read");
    }

    private void letGatesAndAnAgentWorkOn(Workspace base) {
        TestActivityEnvironment temporal = workshop().temporal();
        temporal.registerActivitiesImplementations(
                workshop().get(GateActivities.class), workshop().get(AgentActivities.class));
        temporal.newActivityStub(Gates.class).baseline(workshop().moment("understand"), base, List.of(), null);
        Assignment assignment = new Assignment(
                "fix/1",
                new AgentChoice("command", "looker"),
                base,
                new Brief("A bug", "It is broken.", "Mend it.", List.of(), List.of(), null),
                Duration.ofMinutes(2));
        temporal.newActivityStub(Agents.class).work(workshop().moment("fix"), assignment);
    }

    private TestingWorkshop workshop() {
        TestingWorkshop known = open;
        if (known == null) {
            known = TestingWorkshop.in(folder, settings(Map.of()));
            open = known;
        }
        return known;
    }

    private Map<String, Object> settings(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "pawl.origin.trusted", forge.url(),
                "pawl.sandbox.trusted", forge.url(),
                "pawl.origin.credentials", folder.resolve("credentials").toString(),
                "pawl.origin.authority-file", authority.file().toString(),
                "pawl.agent.folder", folder.resolve("agents").toString()));
        settings.putAll(more);
        settings.values().remove("");
        return settings;
    }

    private Opened.Declined declined(Repository asked) {
        return (Opened.Declined) workshop().open(asked);
    }

    private Opened.Declined declinedBy(Map<String, Object> more) {
        try (TestingWorkshop workshop = TestingWorkshop.in(folder, settings(more))) {
            return (Opened.Declined) workshop.open(at("forge"));
        }
    }

    private Repository at(@Nullable String credential) {
        return new Repository(forge.url() + "/it", "main", credential);
    }

    private Workspace changed(Workspace from) throws IOException {
        try (Checkout checkout = workshop().checkout(from)) {
            Files.writeString(checkout.folder().resolve("a.txt"), "two\n");
            return ((Left.Changed) checkout.keep(TestingWorkshop.RUN, "Step")).workspace();
        }
    }

    private Delivered deliver(Workspace head, String branch) {
        Parcel parcel =
                new Parcel(head, new Delivery(Delivery.Way.BRANCH, branch), "Mend it", "It was broken.", List.of());
        return workshop().workspaces().deliver(workshop().moment("deliver"), parcel);
    }

    private static void script(Path file, String commands) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n%s\n".formatted(commands));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void credential(String name, String secret) throws IOException {
        Path file = Files.createDirectories(folder.resolve("credentials")).resolve(name);
        Files.writeString(file, "username=ada\npassword=%s\n".formatted(secret));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file.resolveSibling(name + ".for"), forge.url() + "\n");
    }
}
