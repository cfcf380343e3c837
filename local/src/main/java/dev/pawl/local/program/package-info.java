/// Pawl's own programs as they are built: worker, gateway and the migration.
@NullMarked
package dev.pawl.local.program;

import org.jspecify.annotations.NullMarked;
