/// What Pawl is measured against: the plainest programs that can be written on the same libraries. They ship nowhere.
@NullMarked
package dev.pawl.bare;

import org.jspecify.annotations.NullMarked;
