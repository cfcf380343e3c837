/// How well what strangers wrote is shut in.
@NullMarked
package dev.pawl.workflows.port.sandbox;

import org.jspecify.annotations.NullMarked;
