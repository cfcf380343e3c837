/// Opens sealed payloads for people who look at runs in the Web UI.
@NullMarked
package dev.pawl.gateway.codec;

import org.jspecify.annotations.NullMarked;
