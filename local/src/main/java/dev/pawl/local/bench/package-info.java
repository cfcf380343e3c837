/// How fast and how large the house is on this machine: figures with their spread, and no verdict.
@NullMarked
package dev.pawl.local.bench;

import org.jspecify.annotations.NullMarked;
