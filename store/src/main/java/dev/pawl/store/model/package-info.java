/// What was bought of models, call by call: the ledger of what runs cost.
@NullMarked
package dev.pawl.store.model;

import org.jspecify.annotations.NullMarked;
