/// Asks quality questions of trees: runs tests, compares, looks at changes, and keeps the evidence.
@NullMarked
package dev.pawl.activities.gate;

import org.jspecify.annotations.NullMarked;
