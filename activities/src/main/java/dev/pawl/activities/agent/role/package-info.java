/// Agents written in Markdown: who they are, what they may do, and what they are told.
@NullMarked
package dev.pawl.activities.agent.role;

import org.jspecify.annotations.NullMarked;
