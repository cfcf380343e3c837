package dev.pawl.store.schema;

/// Stands for the migration.
public final class Migrate {

    public static void main(String[] arguments) {
        if (System.getenv("PAWL_DATABASE_OWNER_PASSWORD").isEmpty() || System.getenv("PAWL_DATABASE_URL").isEmpty()) {
            throw new IllegalStateException("The owner's rights are missing.");
        }
        System.out.println("The database is at version 1.");
    }
}
