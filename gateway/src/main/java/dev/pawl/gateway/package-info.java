/// The process that listens: it stores what is asked for, starts it, and shows how it goes.
@NullMarked
package dev.pawl.gateway;

import org.jspecify.annotations.NullMarked;
