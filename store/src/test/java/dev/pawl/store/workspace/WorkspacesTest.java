package dev.pawl.store.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.blob.Blobs;
import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingKeys;
import dev.pawl.store.testing.TestingS3;
import dev.pawl.store.testing.TestingStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class WorkspacesTest {

    private static final TestingS3 S3 = TestingS3.start();
    private static final TestingStore STORE = TestingStore.over(
            TestingStore.both(TestingDatabase.fresh().settings(), S3.settings()), TestingKeys.with("k"));

    private final Workspaces workspaces = STORE.get(Workspaces.class);
    private final String tenant = TestingStore.newTenant();

    @AfterAll
    static void stop() {
        STORE.close();
        S3.close();
    }

    @BeforeEach
    void createRun() {
        STORE.get(Runs.class).create(tenant, "run", "bugfix", "A fix");
    }

    @Test
    void keepsTheFirstPackOfACommit() throws IOException {
        Pack first = new Pack("toy", "c0", blob("pack"));

        assertThat(workspaces.keep(tenant, first)).isEqualTo(first);
        assertThat(workspaces.keep(tenant, new Pack("toy", "c0", blob("packed otherwise"))))
                .isEqualTo(first);
        assertThat(workspaces.pack(tenant, "toy", "c0")).contains(first);
        assertThat(workspaces.pack(tenant, "toy", "c1")).isEmpty();
    }

    @Test
    void givesTheBundlesOfACommitInTheOrderOfLayingThem() throws IOException {
        Bundle one = workspaces.keep(tenant, new Bundle("toy", "c1", "c0", 1, "run", blob("one")));
        Bundle two = workspaces.keep(tenant, new Bundle("toy", "c2", "c1", 2, "run", blob("two")));
        workspaces.keep(tenant, new Bundle("toy", "c2-otherwise", "c1", 2, "run", blob("fork")));
        Bundle three = workspaces.keep(tenant, new Bundle("toy", "c3", "c2", 3, "run", blob("three")));

        assertThat(workspaces.bundles(tenant, "toy", "c3")).containsExactly(one, two, three);
        assertThat(workspaces.bundles(tenant, "toy", "c0")).isEmpty();
        assertThat(workspaces.bundles(TestingStore.newTenant(), "toy", "c3")).isEmpty();
    }

    @Test
    void refusesABundleThatStandsOnItself() throws IOException {
        Bundle self = new Bundle("toy", "c0", "c0", 1, "run", blob("self"));

        assertThatThrownBy(() -> workspaces.keep(tenant, self)).hasMessageContaining("bundles_stand_on_others");
        assertThat(workspaces.bundles(tenant, "toy", "c0")).isEmpty();
    }

    /// Asked for without end, such rows fill the disk.
    @Test
    @Timeout(30)
    void comesToAnEndWhereBundlesStandOnEachOther() throws IOException {
        Bundle one = workspaces.keep(tenant, new Bundle("toy", "c1", "c2", 1, "run", blob("one")));
        Bundle other = workspaces.keep(tenant, new Bundle("toy", "c2", "c1", 2, "run", blob("other")));

        assertThat(workspaces.bundles(tenant, "toy", "c2")).containsExactly(one, other);
    }

    private String blob(String content) throws IOException {
        return STORE.get(Blobs.class)
                .put(
                        tenant,
                        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
                        "application/x-git-bundle")
                .digest();
    }
}
