/// The document that says what every route takes and answers.
@NullMarked
package dev.pawl.gateway.document;

import org.jspecify.annotations.NullMarked;
