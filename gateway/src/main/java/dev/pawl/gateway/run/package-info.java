/// Runs as users see them, read from the store and never asked of a story.
@NullMarked
package dev.pawl.gateway.run;

import org.jspecify.annotations.NullMarked;
