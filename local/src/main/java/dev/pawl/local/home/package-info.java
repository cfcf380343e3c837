/// The folder that holds a house: its layout, lock, secrets and what it remembers.
@NullMarked
package dev.pawl.local.home;

import org.jspecify.annotations.NullMarked;
