/// What people are asked, and what they answer.
@NullMarked
package dev.pawl.workflows.port.decision;

import org.jspecify.annotations.NullMarked;
