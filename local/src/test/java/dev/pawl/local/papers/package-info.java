/// The commands that the papers show, run as a reader runs them.
@NullMarked
package dev.pawl.local.papers;

import org.jspecify.annotations.NullMarked;
