package dev.pawl.store.blob;

import java.time.Instant;

/// An object as the store lists it.
record FoundObject(String key, long size, Instant modified) {}
