package dev.pawl.store.workspace;

import dev.pawl.store.database.StoreClock;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Which packs and bundles there are; their bytes are blobs. A commit is written down once and never changes.
@Singleton
public final class Workspaces {

    private final Tenants tenants;
    private final PackRepository packs;
    private final BundleRepository bundles;
    private final StoreClock clock;

    Workspaces(Tenants tenants, PackRepository packs, BundleRepository bundles, StoreClock clock) {
        this.tenants = tenants;
        this.packs = packs;
        this.bundles = bundles;
        this.clock = clock;
    }

    /// Keeps a base pack and returns the one that counts: the first that was kept for this commit.
    public Pack keep(String tenant, Pack pack) {
        return tenants.in(tenant, () -> {
            packs.insert(pack.repository(), pack.baseCommit(), pack.blob(), clock.now());
            return packs.find(pack.repository(), pack.baseCommit()).orElseThrow(() -> collected(pack.blob()));
        });
    }

    public Optional<Pack> pack(String tenant, String repository, String baseCommit) {
        return tenants.in(tenant, () -> packs.find(repository, baseCommit));
    }

    /// The packs of a repository, the newest first, but no more than a handful.
    public List<Pack> packs(String tenant, String repository) {
        return tenants.in(tenant, () -> packs.newest(repository));
    }

    /// Keeps a bundle and returns the one that counts: the first that was kept for this commit.
    public Bundle keep(String tenant, Bundle bundle) {
        return tenants.in(tenant, () -> {
            bundles.insert(
                    bundle.repository(),
                    bundle.commitId(),
                    bundle.prerequisite(),
                    bundle.depth(),
                    bundle.runId(),
                    bundle.blob(),
                    clock.now());
            return bundles.find(bundle.repository(), bundle.commitId()).orElseThrow(() -> collected(bundle.blob()));
        });
    }

    /// The bundles that make a commit, in the order in which they are laid on the base pack.
    public List<Bundle> bundles(String tenant, String repository, String commitId) {
        return tenants.in(tenant, () -> bundles.chain(repository, commitId));
    }

    private static IllegalStateException collected(String blob) {
        return new IllegalStateException("The blob " + blob
                + " is not kept, or was collected before anything referred to it. Put it again, then say what it is.");
    }
}
