/// One agent at work once: one row that survives whoever works on it.
@NullMarked
package dev.pawl.store.invocation;

import org.jspecify.annotations.NullMarked;
