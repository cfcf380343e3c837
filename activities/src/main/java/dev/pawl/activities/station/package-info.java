/// A worker's own place on its machine.
@NullMarked
package dev.pawl.activities.station;

import org.jspecify.annotations.NullMarked;
