/// What Pawl keeps: rows in PostgreSQL, bytes in an S3 store.
@NullMarked
package dev.pawl.store;

import org.jspecify.annotations.NullMarked;
