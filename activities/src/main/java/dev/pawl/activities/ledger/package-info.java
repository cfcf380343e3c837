/// Writes stories down: what each activity was told of its story, in the story's order.
@NullMarked
package dev.pawl.activities.ledger;

import org.jspecify.annotations.NullMarked;
