/// The whole house as a user opens it: real programs, killed for real.
@NullMarked
package dev.pawl.cli.house;

import org.jspecify.annotations.NullMarked;
