/// What was accepted is started, however often it takes.
@NullMarked
package dev.pawl.gateway.outbox;

import org.jspecify.annotations.NullMarked;
