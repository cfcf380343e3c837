/// Agents at work: what carries them out, what they are told, and what is kept of it.
@NullMarked
package dev.pawl.activities.agent;

import org.jspecify.annotations.NullMarked;
