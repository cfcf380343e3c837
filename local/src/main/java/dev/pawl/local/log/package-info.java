/// What a house says: its own lines, and its parts' log files.
@NullMarked
package dev.pawl.local.log;

import org.jspecify.annotations.NullMarked;
