/// How well what strangers wrote is shut in while it runs.
@NullMarked
package dev.pawl.activities.sandbox;

import org.jspecify.annotations.NullMarked;
