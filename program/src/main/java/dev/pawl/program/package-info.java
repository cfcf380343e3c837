/// How a Pawl program starts, tells how it is, and stops.
@NullMarked
package dev.pawl.program;

import org.jspecify.annotations.NullMarked;
