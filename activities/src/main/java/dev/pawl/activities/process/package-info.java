/// Programs that are not ours: started, watched and ended.
@NullMarked
package dev.pawl.activities.process;

import org.jspecify.annotations.NullMarked;
