/// Passages that stories share.
@NullMarked
package dev.pawl.workflows.stage;

import org.jspecify.annotations.NullMarked;
