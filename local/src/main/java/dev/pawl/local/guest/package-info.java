/// A house of its own for a while: opened for one command, used through its gateway, closed and taken away again.
@NullMarked
package dev.pawl.local.guest;

import org.jspecify.annotations.NullMarked;
