/// The database's form: its migrations, who carries them out, and the check that a program and its database fit.
@NullMarked
package dev.pawl.store.schema;

import org.jspecify.annotations.NullMarked;
