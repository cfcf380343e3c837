/// Lifecycles in progress or ended: where each stands, and how it came there.
@NullMarked
package dev.pawl.store.run;

import org.jspecify.annotations.NullMarked;
