/// The way to PostgreSQL: settings, pool, clock, and whether it answers.
@NullMarked
package dev.pawl.store.database;

import org.jspecify.annotations.NullMarked;
