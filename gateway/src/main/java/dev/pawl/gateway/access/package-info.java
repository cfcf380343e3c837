/// Who may come in, what for, and the note that is made of every call.
@NullMarked
package dev.pawl.gateway.access;

import org.jspecify.annotations.NullMarked;
