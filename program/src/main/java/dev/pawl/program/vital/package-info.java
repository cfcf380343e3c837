/// How a program tells how it is: alive, ready, and its numbers, on a port that is not for users.
@NullMarked
package dev.pawl.program.vital;

import org.jspecify.annotations.NullMarked;
