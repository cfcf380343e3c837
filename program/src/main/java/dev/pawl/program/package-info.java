/// How a program of Pawl starts, and how it stops: settings that are wrong stop the start with a sentence, and what was
/// begun is finished before what it stands on is closed.
@NullMarked
package dev.pawl.program;

import org.jspecify.annotations.NullMarked;
