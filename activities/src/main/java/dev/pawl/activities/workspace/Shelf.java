package dev.pawl.activities.workspace;

import dev.pawl.activities.station.Folders;
import dev.pawl.activities.station.Station;
import dev.pawl.store.blob.BlobRef;
import dev.pawl.store.blob.Blobs;
import dev.pawl.store.workspace.Bundle;
import dev.pawl.store.workspace.Pack;
import dev.pawl.store.workspace.Workspaces;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the store keeps of repositories: one pack that all runs share, and on it a small bundle per base and per step.
@Singleton
final class Shelf {

    /// Longer chains are slow to lay out.
    private static final int DEEPEST = 20;

    /// A base that differs by more than this part of the pack gets a pack of its own.
    private static final int LARGE_PART = 4;

    private final Workspaces workspaces;
    private final Blobs blobs;
    private final Station station;

    Shelf(Workspaces workspaces, Blobs blobs, Station station) {
        this.workspaces = workspaces;
        this.blobs = blobs;
        this.station = station;
    }

    /// Keeps a commit that runs start from: on an earlier one where that is small, else with all that it needs.
    void keepBase(String tenant, String run, String url, Mirror mirror, String commit) throws IOException {
        // Asked before: a pack of this very commit that another run keeps meanwhile is no earlier one, and nothing may
        // stand on itself.
        List<Pack> earlier = workspaces.packs(tenant, url);
        if (isKept(tenant, url, commit)) {
            return;
        }
        for (Pack pack : earlier) {
            if (mirror.has(pack.baseCommit())) {
                BlobRef little = put(tenant, mirror, commit, Optional.of(pack.baseCommit()), new Took());
                long whole = blobs.find(tenant, pack.blob()).map(BlobRef::size).orElse(0L);
                if (little.size() <= Math.max(whole / LARGE_PART, 1 << 20)) {
                    workspaces.keep(tenant, new Bundle(url, commit, pack.baseCommit(), 1, run, little.digest()));
                    return;
                }
            }
        }
        BlobRef whole = put(tenant, mirror, commit, Optional.empty(), new Took());
        workspaces.keep(tenant, new Pack(url, commit, whole.digest()));
    }

    /// What a step added to its parent.
    ///
    /// @param took where it is noted how long it took to keep it
    record Increment(String commit, String parent, Took took) {}

    /// Keeps what a step added to its parent.
    void keepStep(String tenant, String run, String url, Mirror mirror, Increment step) throws IOException {
        String commit = step.commit();
        long asked = System.nanoTime();
        if (isKept(tenant, url, commit)) {
            return;
        }
        List<Bundle> below = workspaces.bundles(tenant, url, step.parent());
        step.took().since(asked, Took.Part.STORE);
        boolean deep = below.size() >= DEEPEST;
        String prerequisite = deep ? below.getFirst().prerequisite() : step.parent();
        int depth = deep ? 1 : below.size() + 1;
        BlobRef ref = put(tenant, mirror, commit, Optional.of(prerequisite), step.took());
        long put = System.nanoTime();
        workspaces.keep(tenant, new Bundle(url, commit, prerequisite, depth, run, ref.digest()));
        step.took().since(put, Took.Part.STORE);
    }

    /// Brings a commit into the mirror from all that is kept of it.
    void fetch(String tenant, String url, Mirror mirror, String commit) throws IOException {
        List<Bundle> chain = workspaces.bundles(tenant, url, commit);
        String bottom = chain.isEmpty() ? commit : chain.getFirst().prerequisite();
        if (!mirror.has(bottom)) {
            Pack pack = workspaces
                    .pack(tenant, url, bottom)
                    .orElseThrow(() ->
                            new IOException("The store keeps nothing of commit %s of %s.".formatted(bottom, url)));
            read(tenant, mirror, pack.blob());
        }
        for (Bundle bundle : chain) {
            if (!mirror.has(bundle.commitId())) {
                read(tenant, mirror, bundle.blob());
            }
        }
    }

    private boolean isKept(String tenant, String url, String commit) {
        return workspaces.pack(tenant, url, commit).isPresent()
                || !workspaces.bundles(tenant, url, commit).isEmpty();
    }

    private BlobRef put(String tenant, Mirror mirror, String commit, Optional<String> without, Took took)
            throws IOException {
        long begun = System.nanoTime();
        Path scratch = station.scratch();
        try {
            Path file = scratch.resolve("bundle");
            try (OutputStream into = new BufferedOutputStream(Files.newOutputStream(file))) {
                mirror.write(commit, without, into);
            }
            took.since(begun, Took.Part.PACK);
            long packed = System.nanoTime();
            try (InputStream bytes = Files.newInputStream(file)) {
                return blobs.put(tenant, bytes, Blobs.BUNDLE);
            } finally {
                took.since(packed, Took.Part.STORE);
            }
        } finally {
            Folders.delete(scratch);
        }
    }

    private void read(String tenant, Mirror mirror, String digest) throws IOException {
        BlobRef ref = blobs.find(tenant, digest)
                .orElseThrow(() -> new IOException("The store does not know the blob %s.".formatted(digest)));
        try (InputStream bytes = blobs.open(tenant, ref)) {
            mirror.read(bytes);
        }
    }
}
