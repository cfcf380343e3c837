/// HTTP/1.1 by hand, so cheap that who asks is not what is measured.
@NullMarked
package dev.pawl.local.bench.wire;

import org.jspecify.annotations.NullMarked;
