/// What Pawl does: the stories, and what they ask of the world.
@NullMarked
package dev.pawl.workflows;

import org.jspecify.annotations.NullMarked;
