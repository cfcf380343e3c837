package dev.pawl.store.schema;

import java.util.Map;

/// What a migration needs to know: where the database is, who owns it, and whom the programs are there.
record MigrationSettings(String url, Login owner, Login program) {

    private static final String PREFIX = "PAWL_DATABASE_";

    MigrationSettings {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new RefusedMigrationException(
                    "PAWL_DATABASE_URL is not a PostgreSQL address. Write it as jdbc:postgresql://host:5432/pawl.");
        }
        if (owner.name().equals(program.name())) {
            throw new RefusedMigrationException("The programs may not be the database's owner, but both are '"
                    + owner.name() + "'. Give PAWL_DATABASE_USERNAME a role of its own.");
        }
    }

    static MigrationSettings from(Map<String, String> environment) {
        return new MigrationSettings(
                required(environment, "URL"),
                new Login(required(environment, "OWNER_USERNAME"), required(environment, "OWNER_PASSWORD")),
                new Login(required(environment, "USERNAME"), required(environment, "PASSWORD")));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(PREFIX + name, "");
        if (value.isBlank()) {
            throw new RefusedMigrationException(PREFIX + name + " is not set. Set it and run the migration again.");
        }
        return value;
    }

    record Login(String name, String password) {

        @Override
        public String toString() {
            return name;
        }
    }
}
