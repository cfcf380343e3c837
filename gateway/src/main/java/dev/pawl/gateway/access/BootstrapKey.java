package dev.pawl.gateway.access;

import dev.pawl.store.access.ApiKeys;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes the key of the settings valid, so that somebody can make the others.
@Singleton
public final class BootstrapKey {

    private final AccessSettings settings;
    private final ApiKeys keys;

    BootstrapKey(AccessSettings settings, ApiKeys keys) {
        this.settings = settings;
        this.keys = keys;
    }

    public void install() {
        Path file = settings.bootstrapKeyFile();
        if (file == null) {
            return;
        }
        try {
            keys.install(
                    settings.bootstrapTenant(),
                    "bootstrap",
                    Files.readString(file).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The first API key cannot be read from %s. Check PAWL_ACCESS_BOOTSTRAP_KEY_FILE.".formatted(file),
                    e);
        }
    }
}
