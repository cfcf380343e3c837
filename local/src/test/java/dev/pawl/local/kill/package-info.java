/// Every part of a house killed at named places of its work, and what must be true afterwards.
@NullMarked
package dev.pawl.local.kill;

import org.jspecify.annotations.NullMarked;
