package dev.pawl.store.blob;

import dev.pawl.store.database.StoreClock;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells what nothing refers to, and takes it away. An object is removed only when PostgreSQL has given it up and
/// committed: then nobody can come to refer to it any more, whatever the clocks say.
@Singleton
final class Garbage {

    private static final int AT_ONCE = 100;

    /// So many on one page without a row, and more than with one, are no crashes of workers.
    private static final int TOO_MANY = 100;

    private final Tenants tenants;
    private final BlobRepository blobs;
    private final ObjectStore objects;
    private final StoreClock clock;

    Garbage(Tenants tenants, BlobRepository blobs, ObjectStore objects, StoreClock clock) {
        this.tenants = tenants;
        this.blobs = blobs;
        this.objects = objects;
        this.clock = clock;
    }

    /// An object of ours, and what the rows say of its bytes.
    private record Found(
            ObjectName name, FoundObject object, @Nullable Blob blob) {

        boolean isUsedUp() {
            return blob != null && blob.hasUsedUp(name.edition());
        }

        /// Uploaded, and its row was never written; or that is still to come.
        boolean hasNoRow() {
            return blob == null || blob.edition() < name.edition();
        }
    }

    /// Takes away the bundles and transcripts that no row refers to.
    Takings takeUnwanted(String tenant, Instant before) throws DoubtException {
        if (!tenants.in(tenant, blobs::any)) {
            throw new DoubtException("The database knows nothing of what tenant '" + tenant + "' has stored.");
        }
        Takings taken = Takings.NONE;
        for (List<Blob> page = giveUp(tenant, before); !page.isEmpty(); page = giveUp(tenant, before)) {
            for (Blob blob : page) {
                taken = taken.and(remove(new ObjectName(tenant, blob.digest(), blob.edition()), blob.storedSize()));
            }
        }
        return taken;
    }

    /// Takes away those of a page of objects that no row speaks of, or that were given up and not removed.
    Takings sift(String tenant, List<FoundObject> page, Instant before) throws DoubtException {
        List<Found> found = lookUp(tenant, page);
        refuseTooMany(tenant, found, before);
        Takings taken = Takings.NONE;
        for (Found one : found) {
            if (one.isUsedUp() || (isOrphan(one, before) && isBuried(tenant, one.name()))) {
                taken = taken.and(remove(one.name(), one.object().size()));
            }
        }
        return taken;
    }

    private List<Blob> giveUp(String tenant, Instant before) {
        return tenants.in(tenant, () -> {
            List<String> unwanted = blobs.unwanted(before, AT_ONCE);
            return unwanted.isEmpty() ? List.of() : blobs.take(unwanted, clock.now());
        });
    }

    private List<Found> lookUp(String tenant, List<FoundObject> page) {
        Map<FoundObject, ObjectName> names = new LinkedHashMap<>();
        for (FoundObject object : page) {
            ObjectName.parse(object.key()).ifPresent(name -> names.put(object, name));
        }
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> digests =
                names.values().stream().map(ObjectName::digest).distinct().toList();
        Map<String, Blob> rows = tenants.in(tenant, () -> blobs.all(digests)).stream()
                .collect(Collectors.toMap(Blob::digest, Function.identity()));
        List<Found> found = new ArrayList<>();
        names.forEach((object, name) -> found.add(new Found(name, object, rows.get(name.digest()))));
        return found;
    }

    private static void refuseTooMany(String tenant, List<Found> found, Instant before) throws DoubtException {
        long orphans = found.stream().filter(one -> isOrphan(one, before)).count();
        if (orphans > TOO_MANY && orphans > found.size() / 2) {
            throw new DoubtException("Of %d objects of tenant '%s' the database does not know %d."
                    .formatted(found.size(), tenant, orphans));
        }
    }

    private static boolean isOrphan(Found one, Instant before) {
        return one.hasNoRow() && one.object().modified().isBefore(before);
    }

    private boolean isBuried(String tenant, ObjectName name) {
        return tenants.in(tenant, () -> blobs.bury(name.digest(), name.edition(), clock.now()) != null);
    }

    private long remove(ObjectName name, long size) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The collector was told to stop.");
        }
        objects.remove(name.key());
        return size;
    }
}
