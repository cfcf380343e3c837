package dev.pawl.store.database;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// The system's clock, unless a program brings its own `InstantSource`.
@Factory
final class SystemTimeFactory {

    @Singleton
    @Secondary
    InstantSource systemTime() {
        return InstantSource.system();
    }
}
