/// What each request leaves behind: a span, a number, a line.
@NullMarked
package dev.pawl.gateway.watch;

import org.jspecify.annotations.NullMarked;
