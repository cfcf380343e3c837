/// How Pawl speaks to Temporal: the client, the keys of history, context and traces.
@NullMarked
package dev.pawl.temporal;

import org.jspecify.annotations.NullMarked;
