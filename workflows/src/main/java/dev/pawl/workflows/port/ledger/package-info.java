/// Writes down what happened to a run, so that its status is read from the store and never asked of the story.
@NullMarked
package dev.pawl.workflows.port.ledger;

import org.jspecify.annotations.NullMarked;
