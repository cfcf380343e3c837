/// The log lane: what happened in a run, numbered without a gap.
@NullMarked
package dev.pawl.store.event;

import org.jspecify.annotations.NullMarked;
