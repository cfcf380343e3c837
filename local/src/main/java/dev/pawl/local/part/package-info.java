/// One part of the house: how it is started, when it is ready and how it is stopped.
@NullMarked
package dev.pawl.local.part;

import org.jspecify.annotations.NullMarked;
