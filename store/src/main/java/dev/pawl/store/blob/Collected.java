package dev.pawl.store.blob;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the collector did for a tenant.
///
/// @param objects how many it took away
/// @param bytes how many bytes they had in the object store
/// @param strangers some objects that it does not know and left alone
/// @param doubt why it went no further, if it did not
public record Collected(
        String tenant,
        long objects,
        long bytes,
        List<String> strangers,
        @Nullable String doubt) {

    public Collected {
        strangers = List.copyOf(strangers);
    }
}
