/// Bugs as callers report them.
@NullMarked
package dev.pawl.gateway.bugfix;

import org.jspecify.annotations.NullMarked;
