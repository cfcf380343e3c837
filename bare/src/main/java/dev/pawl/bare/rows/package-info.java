/// Many ended runs, in a database that is there to be measured.
@NullMarked
package dev.pawl.bare.rows;

import org.jspecify.annotations.NullMarked;
