/// What was asked for: stored once together with its run and the errand that starts it.
@NullMarked
package dev.pawl.store.submission;

import org.jspecify.annotations.NullMarked;
