/// What stories ask of the world: where it is done, and the one list of ways to fail.
@NullMarked
package dev.pawl.workflows.port;

import org.jspecify.annotations.NullMarked;
