/// Whose data is at hand: no row is read or written outside a transaction that says so.
@NullMarked
package dev.pawl.store.tenant;

import org.jspecify.annotations.NullMarked;
