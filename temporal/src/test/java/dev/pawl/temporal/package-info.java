@NullMarked
package dev.pawl.temporal;

import org.jspecify.annotations.NullMarked;
