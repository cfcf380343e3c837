/// The first minute with Pawl: a run that outlives its worker, shown on this machine.
@NullMarked
package dev.pawl.local.demo;

import org.jspecify.annotations.NullMarked;
