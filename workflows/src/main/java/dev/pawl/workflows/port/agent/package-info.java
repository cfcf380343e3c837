/// Agents at work.
@NullMarked
package dev.pawl.workflows.port.agent;

import org.jspecify.annotations.NullMarked;
