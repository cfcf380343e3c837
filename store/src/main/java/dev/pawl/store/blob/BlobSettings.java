package dev.pawl.store.blob;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where bytes wait on their way to the object store.
///
/// @param folder on a disk with room for the largest of them; absent, where the JVM keeps temporary files
@ConfigurationProperties("pawl.blob")
public record BlobSettings(@Nullable Path folder) {}
