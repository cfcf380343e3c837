/// Trees by name: where they come from, and how they are handed over.
@NullMarked
package dev.pawl.workflows.port.workspace;

import org.jspecify.annotations.NullMarked;
