/// Keeps the parts alive and ends them in order.
@NullMarked
package dev.pawl.local.supervisor;

import org.jspecify.annotations.NullMarked;
