/// The keys of history: what Pawl writes into Temporal is sealed before it leaves the process.
@NullMarked
package dev.pawl.temporal.key;

import org.jspecify.annotations.NullMarked;
