/// The process that listens: HTTP in, lifecycles out.
@NullMarked
package dev.pawl.gateway;

import org.jspecify.annotations.NullMarked;
