package dev.pawl.store.database;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// The system's clock, unless a program brings its own `InstantSource`.
@Factory
final class SystemTimeFactory {

    @Singleton
    @Requires(missingBeans = InstantSource.class)
    InstantSource systemTime() {
        return InstantSource.system();
    }
}
