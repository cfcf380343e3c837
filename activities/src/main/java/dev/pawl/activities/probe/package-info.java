/// Uses each part once, for real.
@NullMarked
package dev.pawl.activities.probe;

import org.jspecify.annotations.NullMarked;
