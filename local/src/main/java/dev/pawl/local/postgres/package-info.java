/// PostgreSQL as a child: its binaries, its data folder, its command line.
@NullMarked
package dev.pawl.local.postgres;

import org.jspecify.annotations.NullMarked;
