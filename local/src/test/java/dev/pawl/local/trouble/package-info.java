/// Whole runs in trouble with their model: real programs, the real Claude Code, and a model that a script speaks for.
@NullMarked
package dev.pawl.local.trouble;

import org.jspecify.annotations.NullMarked;
