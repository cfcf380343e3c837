/// How Pawl touches the world: the doing of each port.
@NullMarked
package dev.pawl.activities;

import org.jspecify.annotations.NullMarked;
