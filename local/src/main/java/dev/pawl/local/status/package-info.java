/// How the house is, from outside: each part, its process, memory and health.
@NullMarked
package dev.pawl.local.status;

import org.jspecify.annotations.NullMarked;
