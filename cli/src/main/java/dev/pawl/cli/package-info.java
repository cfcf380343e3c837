/// The command: it prints and exits.
@NullMarked
package dev.pawl.cli;

import org.jspecify.annotations.NullMarked;
