package dev.pawl.store.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// Where the programs find PostgreSQL, and who they are there.
///
/// @param poolSize how many connections one program holds at most
@ConfigurationProperties("pawl.database")
public record DatabaseSettings(
        String url,
        String username,
        String password,
        @Bindable(defaultValue = "10") int poolSize) {

    public DatabaseSettings {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "pawl.database.url is not a PostgreSQL address. Write it as jdbc:postgresql://host:5432/pawl.");
        }
        if (poolSize < 1) {
            throw new IllegalArgumentException(
                    "pawl.database.pool-size is " + poolSize + ". A program needs at least one connection.");
        }
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", username=" + username + ", poolSize=" + poolSize + "]";
    }
}
