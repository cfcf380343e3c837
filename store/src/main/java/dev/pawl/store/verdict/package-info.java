/// What a gate said of a tree, and where the evidence lies.
@NullMarked
package dev.pawl.store.verdict;

import org.jspecify.annotations.NullMarked;
