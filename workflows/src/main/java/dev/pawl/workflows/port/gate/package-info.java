/// Quality questions, and what they were answered with.
@NullMarked
package dev.pawl.workflows.port.gate;

import org.jspecify.annotations.NullMarked;
