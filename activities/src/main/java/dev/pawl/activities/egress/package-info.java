/// The way out of a sandbox: what runs in one reaches the hosts that it may reach, and no others.
@NullMarked
package dev.pawl.activities.egress;

import org.jspecify.annotations.NullMarked;
