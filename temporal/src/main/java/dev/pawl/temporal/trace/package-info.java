/// One trace from the request to the activity, through the time that lies between.
@NullMarked
package dev.pawl.temporal.trace;

import org.jspecify.annotations.NullMarked;
