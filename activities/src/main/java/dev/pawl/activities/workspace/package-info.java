/// Trees on this machine: laid out, read back, fetched and delivered.
@NullMarked
package dev.pawl.activities.workspace;

import org.jspecify.annotations.NullMarked;
