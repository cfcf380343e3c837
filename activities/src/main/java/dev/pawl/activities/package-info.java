/// How Pawl touches the world: the doing of each port, one package for each.
@NullMarked
package dev.pawl.activities;

import org.jspecify.annotations.NullMarked;
