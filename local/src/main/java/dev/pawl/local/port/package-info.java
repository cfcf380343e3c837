/// Ports on the loopback interface: chosen, remembered, and who holds a taken one.
@NullMarked
package dev.pawl.local.port;

import org.jspecify.annotations.NullMarked;
