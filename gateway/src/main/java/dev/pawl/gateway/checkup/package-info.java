/// The way in for checkups.
@NullMarked
package dev.pawl.gateway.checkup;

import org.jspecify.annotations.NullMarked;
