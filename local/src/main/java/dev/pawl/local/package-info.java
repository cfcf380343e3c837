/// The whole house on one machine: it starts the programs as they are.
@NullMarked
package dev.pawl.local;

import org.jspecify.annotations.NullMarked;
