/// A worker of the Temporal SDK that does nothing but what was asked: one workflow, one activity.
@NullMarked
package dev.pawl.bare.worker;

import org.jspecify.annotations.NullMarked;
