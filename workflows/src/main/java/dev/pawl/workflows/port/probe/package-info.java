/// Uses every part that a worker stands on once, for real.
@NullMarked
package dev.pawl.workflows.port.probe;

import org.jspecify.annotations.NullMarked;
