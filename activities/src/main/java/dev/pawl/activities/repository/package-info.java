/// What repositories say of themselves, in their folder `.pawl`.
@NullMarked
package dev.pawl.activities.repository;

import org.jspecify.annotations.NullMarked;
