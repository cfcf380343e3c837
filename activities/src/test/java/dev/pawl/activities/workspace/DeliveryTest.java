package dev.pawl.activities.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.store.blob.BlobRef;
import dev.pawl.store.blob.Blobs;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.workspace.Delivered;
import dev.pawl.workflows.port.workspace.Delivered.Reason;
import dev.pawl.workflows.port.workspace.Delivery;
import dev.pawl.workflows.port.workspace.Delivery.Way;
import dev.pawl.workflows.port.workspace.Parcel;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeliveryTest {

    @TempDir
    private Path folder;

    private TestingWorkshop workshop;
    private TestingOrigin origin;
    private Workspace head;

    @BeforeEach
    void open() throws IOException {
        workshop = TestingWorkshop.in(folder);
        origin = TestingOrigin.in(folder.resolve("origin"));
        origin.write("a.txt", "one\n").commit("First");
        head = workshop.opened(origin);
        for (String content : List.of("two\n", "three\n")) {
            try (Checkout checkout = workshop.checkout(head)) {
                Files.writeString(checkout.folder().resolve("a.txt"), content);
                Files.write(checkout.folder().resolve("b.bin"), new byte[] {0, 1, 2, (byte) content.length()});
                head = ((Left.Changed) checkout.keep(TestingWorkshop.RUN, "Step")).workspace();
            }
        }
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void pushesAllOfItAsOneCommit() throws IOException {
        Delivered.Pushed pushed = (Delivered.Pushed) deliver("fix-it");

        assertThat(origin.git("rev-parse", "fix-it").strip()).isEqualTo(pushed.commit());
        assertThat(origin.git("rev-parse", "fix-it^").strip()).isEqualTo(head.base());
        assertThat(origin.git("show", "fix-it:a.txt")).isEqualTo("three\n");
        assertThat(origin.git("log", "-1", "--format=%B", "fix-it"))
                .isEqualTo("Mend it\n\n> It was broken.\n\nPawl-Run: bugfix-1\n\n");
    }

    @Test
    void pushesOnceWhenItIsDoneTwice() throws IOException {
        assertThat(deliver("fix-it")).isEqualTo(deliver("fix-it"));
        assertThat(origin.git("rev-list", "--count", "fix-it").strip()).isEqualTo("2");
    }

    @Test
    void neverMovesABranchThatHoldsSomethingElse() throws IOException {
        origin.git("branch", "fix-it");
        assertThat(refused("fix-it").reason()).isEqualTo(Reason.BRANCH_TAKEN);
        assertThat(origin.git("rev-parse", "fix-it")).isEqualTo(origin.git("rev-parse", "main"));
    }

    @Test
    void neverPushesToABranchThatBelongsToEverybody() throws IOException {
        assertThat(refused("main").reason()).isEqualTo(Reason.PROTECTED);
        assertThat(refused("release/7").reason()).isEqualTo(Reason.PROTECTED);
        origin.git("checkout", "--quiet", "-b", "stable");
        origin.git("branch", "--delete", "--force", "main");
        assertThat(refused("stable").reason()).isEqualTo(Reason.PROTECTED);
    }

    @Test
    void saysWhatTheOriginSaysWhenItRefuses() throws IOException {
        Path hook = hook("echo no room for you >&2; exit 1");

        assertThat(refused("fix-it").reason()).isEqualTo(Reason.REJECTED);

        Files.delete(hook);
        assertThat(deliver("fix-it")).isInstanceOf(Delivered.Pushed.class);
    }

    @Test
    void keepsTheWorkWhenTheOriginIsFull() throws IOException {
        origin.git("config", "receive.maxInputSize", "100");

        Delivered.Refused full = refused("fix-it");

        assertThat(full.reason()).isEqualTo(Reason.REJECTED);
        assertThat(full.sentence()).contains("The origin refused the branch").contains("maximum allowed size");
        assertThat(text(full.patch())).contains("three");
        assertThat(text(full.evidence())).contains(head.tree());

        origin.git("config", "receive.maxInputSize", "0");
        assertThat(deliver("fix-it")).isInstanceOf(Delivered.Pushed.class);
    }

    /// Between our look and our push, so that only the origin's own comparison can tell.
    @Test
    void seesABranchThatSomebodyElseMakesMeanwhile() throws IOException {
        hook("unset GIT_QUARANTINE_PATH; git update-ref refs/heads/fix-it refs/heads/main");

        Delivered.Refused taken = refused("fix-it");

        assertThat(taken.reason()).isEqualTo(Reason.BRANCH_TAKEN);
        assertThat(text(taken.patch())).contains("three");
        assertThat(origin.git("rev-parse", "fix-it")).isEqualTo(origin.git("rev-parse", "main"));
    }

    @Test
    void deliversOntoABaseThatTheOriginHasForgotten() throws IOException {
        origin.git("commit", "--quiet", "--amend", "--allow-empty", "--message", "Another first");
        origin.git("reflog", "expire", "--expire=now", "--all");
        origin.git("gc", "--quiet", "--prune=now");
        assertThatThrownBy(() -> origin.git("cat-file", "-e", head.base())).isInstanceOf(IOException.class);

        assertThat(deliver("fix-it")).isInstanceOf(Delivered.Pushed.class);

        assertThat(origin.git("rev-parse", "fix-it^").strip()).isEqualTo(head.base());
    }

    @Test
    void keepsTheWorkWhenTheOriginIsGone() throws IOException {
        Files.move(origin.folder(), folder.resolve("gone"));

        Delivered.Refused refused = refused("fix-it");

        assertThat(refused.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(text(refused.patch())).contains("three");
        assertThat(text(refused.evidence())).contains(head.tree());
    }

    @Test
    void saysInTheEvidenceWhoTheAgentsWere() throws IOException {
        String began = "{\"role\":\"%s\",\"roleSource\":\"pawl\",\"roleDigest\":\"%s\"}";
        workshop.get(Events.class)
                .append(
                        workshop.tenant(),
                        TestingWorkshop.RUN,
                        List.of(
                                new NewEvent("agent.began", began.formatted("developer", "ab12")),
                                new NewEvent("agent.began", began.formatted("developer", "ab12")),
                                new NewEvent("agent.began", "{\"agent\":\"command:mender\"}"),
                                new NewEvent("agent.began", began.formatted("reviewer", "cd34"))));

        JsonNode roles =
                new ObjectMapper().readTree(text(deliver("fix-it").evidence())).path("roles");

        assertThat(roles).extracting(role -> role.path("name").asText()).containsExactly("developer", "reviewer");
        assertThat(roles).extracting(role -> role.path("digest").asText()).containsExactly("ab12", "cd34");
    }

    @Test
    void handsOutAPatchThatGitApplies() throws IOException {
        Delivered patched = workshop.workspaces().deliver(workshop.moment("deliver"), parcel(Way.PATCH, null));

        Path patch = Files.writeString(folder.resolve("it.patch"), text(patched.patch()));
        origin.git("am", patch.toString());
        assertThat(origin.git("rev-parse", "HEAD^{tree}").strip()).isEqualTo(head.tree());
    }

    @Test
    void handsOutAPatchThatGitAppliesToWindowsLineEnds() throws IOException {
        origin.write("win.txt", "one\r\ntwo\r\n").commit("Windows");
        Workspace base = workshop.opened(origin);
        try (Checkout checkout = workshop.checkout(base)) {
            Files.writeString(checkout.folder().resolve("win.txt"), "one\r\nthree\r\n");
            head = ((Left.Changed) checkout.keep(TestingWorkshop.RUN, "Step")).workspace();
        }
        Delivered patched = workshop.workspaces().deliver(workshop.moment("deliver"), parcel(Way.PATCH, null));

        Path patch = Files.writeString(folder.resolve("it.patch"), text(patched.patch()));
        origin.git("am", "--keep-cr", patch.toString());
        assertThat(origin.git("rev-parse", "HEAD^{tree}").strip()).isEqualTo(head.tree());
    }

    private Path hook(String commands) throws IOException {
        Path hook = Files.writeString(
                origin.folder().resolve(".git/hooks/pre-receive"), "#!/bin/sh\n%s\n".formatted(commands));
        return Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Delivered.Refused refused(String branch) {
        return (Delivered.Refused) deliver(branch);
    }

    private Delivered deliver(String branch) {
        return workshop.workspaces().deliver(workshop.moment("deliver"), parcel(Way.BRANCH, branch));
    }

    private Parcel parcel(Way way, @Nullable String branch) {
        return new Parcel(head, new Delivery(way, branch), "Mend it", "It was broken.", List.of());
    }

    private String text(Kept kept) throws IOException {
        try (InputStream bytes = workshop.get(Blobs.class)
                .open(workshop.tenant(), new BlobRef(kept.digest(), kept.size(), kept.mediaType()))) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
