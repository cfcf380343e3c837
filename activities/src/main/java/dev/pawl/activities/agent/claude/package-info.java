/// Claude Code as a runtime: its command line is started, heard, judged, and gone on with on another worker.
@NullMarked
package dev.pawl.activities.agent.claude;

import org.jspecify.annotations.NullMarked;
