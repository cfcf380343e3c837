/// The checkup: one tiny lifecycle through every room, to see that the house is sound.
@NullMarked
package dev.pawl.workflows.lifecycle.checkup;

import org.jspecify.annotations.NullMarked;
