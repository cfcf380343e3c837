/// What callers send: read strictly, and refused with the name of the field that is wrong.
@NullMarked
package dev.pawl.gateway.body;

import org.jspecify.annotations.NullMarked;
