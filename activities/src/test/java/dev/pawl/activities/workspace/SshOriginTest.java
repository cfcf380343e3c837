package dev.pawl.activities.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.workflows.port.workspace.Delivered;
import dev.pawl.workflows.port.workspace.Delivery;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Parcel;
import dev.pawl.workflows.port.workspace.Repository;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real ssh origin that lets one key in, and whose own key is pinned.
final class SshOriginTest {

    @TempDir
    private Path folder;

    private TestingOrigin repository;
    private SshOrigin forge;
    private TestingWorkshop workshop;

    @BeforeEach
    void serve() throws Exception {
        repository = TestingOrigin.in(folder.resolve("forge/it"));
        repository.write("a.txt", "one\n").commit("First");
        KeyPair ours = key();
        forge = new SshOrigin(folder.resolve("forge"), key(), ours.getPublic());
        credential("forge", ours, forge.knownHost());
        credential("stale", key(), forge.knownHost());
        workshop = TestingWorkshop.in(
                folder,
                Map.of(
                        "pawl.origin.trusted", forge.url(),
                        "pawl.sandbox.trusted", forge.url(),
                        "pawl.origin.credentials", folder.resolve("credentials").toString()));
    }

    @AfterEach
    void close() throws IOException {
        workshop.close();
        forge.close();
    }

    @Test
    void opensAndDeliversWithAKeyThatIsNamedAndNeverShown() throws IOException {
        String line = Files.readAllLines(folder.resolve("credentials/forge")).get(3);
        try (Traces traces = new Traces(line)) {
            forge.whenVisited(traces::lookAtPrograms);
            Workspace base = workshop.opened(at("forge"));
            Workspace head = changed(base);

            assertThat(deliver(head)).isInstanceOf(Delivered.Pushed.class);

            assertThat(repository.git("show", "fix-it:a.txt")).isEqualTo("two\n");
            traces.lookBelow(folder.resolve("station"));
            assertThat(traces.looked())
                    .anyMatch(look -> look.startsWith("cmdline") && look.contains("StrictHostKeyChecking=yes"))
                    .anyMatch(look -> look.startsWith("environ") && look.contains("GIT_ALLOW_PROTOCOL"));
            assertThat(traces.found()).isEmpty();
        }
    }

    @Test
    void namesTheCredentialThatDoesNotOpenTheDoorAndTriesItOnce() {
        Opened.Declined declined = declined("stale");

        assertThat(declined.reason()).isEqualTo(Opened.Reason.UNREACHABLE);
        assertThat(declined.sentence()).contains("Permission denied").contains("Look at the credential stale.");
        assertThat(forge.wrongKeys()).isEqualTo(1);
    }

    @Test
    void refusesAnOriginWhoseKeyIsNotTheKnownOne() throws Exception {
        credential("stranger", key(), "");
        credential("changed", key(), forge.knownHost().replaceAll(" .*", " ") + known(key()));

        for (String name : List.of("stranger", "changed")) {
            Opened.Declined declined = declined(name);
            assertThat(declined.reason()).isEqualTo(Opened.Reason.UNREACHABLE);
            assertThat(declined.sentence())
                    .contains("Host key verification failed")
                    .contains(name + ".hosts beside the credential");
        }
        assertThat(forge.wrongKeys()).isZero();
    }

    /// The origin would let it in: that no key was shown to it is what counts.
    @Test
    void opensNoDoorWithKeysOfTheWorkersOwnUser() throws Exception {
        Line line = Line.to(at(null), workshop.get(OriginSettings.class));

        assertThat(line.environment().get("GIT_SSH_COMMAND"))
                .contains("-o IdentityFile=none")
                .contains("-o IdentityAgent=none");
        assertThat(declined(null).reason()).isEqualTo(Opened.Reason.UNREACHABLE);
        assertThat(forge.wrongKeys()).isZero();
    }

    @Test
    void keepsTheWorkWhenTheOriginIsGone() throws IOException {
        Workspace head = changed(workshop.opened(at("forge")));
        forge.close();

        Delivered.Refused refused = (Delivered.Refused) deliver(head);

        assertThat(refused.reason()).isEqualTo(Delivered.Reason.UNREACHABLE);
        assertThat(refused.sentence()).contains("Connection refused");
        assertThat(refused.patch().size()).isPositive();
    }

    private Opened.Declined declined(@Nullable String credential) {
        return (Opened.Declined) workshop.open(at(credential));
    }

    private Repository at(@Nullable String credential) {
        return new Repository(forge.url() + "/it", "main", credential);
    }

    private Workspace changed(Workspace from) throws IOException {
        try (Checkout checkout = workshop.checkout(from)) {
            Files.writeString(checkout.folder().resolve("a.txt"), "two\n");
            return ((Left.Changed) checkout.keep(TestingWorkshop.RUN, "Step")).workspace();
        }
    }

    private Delivered deliver(Workspace head) {
        Parcel parcel =
                new Parcel(head, new Delivery(Delivery.Way.BRANCH, "fix-it"), "Mend it", "It was broken.", List.of());
        return workshop.workspaces().deliver(workshop.moment("deliver"), parcel);
    }

    private void credential(String name, KeyPair key, String hosts) throws Exception {
        Path file = Files.createDirectories(folder.resolve("credentials")).resolve(name);
        try (OutputStream into = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "pawl", null, into);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file.resolveSibling(name + ".hosts"), hosts);
        Files.writeString(file.resolveSibling(name + ".for"), forge.url() + "\n");
    }

    private static KeyPair key() throws Exception {
        return KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    }

    private static String known(KeyPair key) {
        return PublicKeyEntry.toString(key.getPublic()) + "\n";
    }
}
