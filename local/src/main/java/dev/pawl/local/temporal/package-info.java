/// Temporal as a child: where its binary comes from, its data file, its namespace.
@NullMarked
package dev.pawl.local.temporal;

import org.jspecify.annotations.NullMarked;
