/// Git trees by reference: base packs that runs share, and the small bundles that runs add.
@NullMarked
package dev.pawl.store.workspace;

import org.jspecify.annotations.NullMarked;
