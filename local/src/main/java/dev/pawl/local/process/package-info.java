/// Children and how they are known again: by process id, start time and a mark in their environment, never by name.
@NullMarked
package dev.pawl.local.process;

import org.jspecify.annotations.NullMarked;
