/// All that is known of one run, at one moment.
@NullMarked
package dev.pawl.store.overview;

import org.jspecify.annotations.NullMarked;
