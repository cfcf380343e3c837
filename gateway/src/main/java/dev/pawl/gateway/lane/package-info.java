/// One look for all who ask at the same time.
@NullMarked
package dev.pawl.gateway.lane;

import org.jspecify.annotations.NullMarked;
