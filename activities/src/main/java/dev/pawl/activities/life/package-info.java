/// Signs of life of activities that take long, and how they hear that they are to stop.
@NullMarked
package dev.pawl.activities.life;

import org.jspecify.annotations.NullMarked;
