/// A model server that a script speaks for: what a model would answer, without a model, a key or a bill.
@NullMarked
package dev.pawl.local.model;

import org.jspecify.annotations.NullMarked;
