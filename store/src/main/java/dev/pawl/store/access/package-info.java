/// Who may call: API keys, of which only a hash is kept.
@NullMarked
package dev.pawl.store.access;

import org.jspecify.annotations.NullMarked;
