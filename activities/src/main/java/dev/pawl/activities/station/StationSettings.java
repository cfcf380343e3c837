package dev.pawl.activities.station;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where workers keep their working copies and what they cached of repositories.
///
/// @param folder on a disk with room for them; absent, a folder of this user's where the JVM keeps temporary files
@ConfigurationProperties("pawl.station")
public record StationSettings(@Nullable Path folder) {

    Path place() {
        Path set = folder;
        return set == null
                ? Path.of(System.getProperty("java.io.tmpdir"), "pawl-" + System.getProperty("user.name"))
                : set.toAbsolutePath().normalize();
    }
}
