/// Who called what, refusals too: written once, never changed.
@NullMarked
package dev.pawl.store.audit;

import org.jspecify.annotations.NullMarked;
