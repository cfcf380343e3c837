/// The process that works: it polls Temporal.
@NullMarked
package dev.pawl.worker;

import org.jspecify.annotations.NullMarked;
