/// Gets the command-line agents that Pawl does not carry itself.
@NullMarked
package dev.pawl.local.install;

import org.jspecify.annotations.NullMarked;
