/// Errands to Temporal that are written in the same transaction as their cause and carried out at least once.
@NullMarked
package dev.pawl.store.outbox;

import org.jspecify.annotations.NullMarked;
