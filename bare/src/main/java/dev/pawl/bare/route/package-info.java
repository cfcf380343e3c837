/// A bare HTTP route that reads one row.
@NullMarked
package dev.pawl.bare.route;

import org.jspecify.annotations.NullMarked;
