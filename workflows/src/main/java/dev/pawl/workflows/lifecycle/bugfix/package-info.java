/// A bug, from a report to a delivered fix.
@NullMarked
package dev.pawl.workflows.lifecycle.bugfix;

import org.jspecify.annotations.NullMarked;
