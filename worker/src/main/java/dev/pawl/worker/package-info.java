/// The process that works: it polls the pools that it serves, and hands over what it was doing when it is told to stop.
@NullMarked
package dev.pawl.worker;

import org.jspecify.annotations.NullMarked;
