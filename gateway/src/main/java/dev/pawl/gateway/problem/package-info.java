/// How the gateway says no: RFC 9457, with a sentence that says what to do.
@NullMarked
package dev.pawl.gateway.problem;

import org.jspecify.annotations.NullMarked;
