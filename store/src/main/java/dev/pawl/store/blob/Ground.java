package dev.pawl.store.blob;

import java.util.List;

/// Where the collector goes.
///
/// @param tenants that have objects
/// @param strangers what lies beside them and is nobody's
public record Ground(List<String> tenants, List<String> strangers) {

    public Ground {
        tenants = List.copyOf(tenants);
        strangers = List.copyOf(strangers);
    }
}
