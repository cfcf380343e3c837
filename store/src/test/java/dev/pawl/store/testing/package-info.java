/// Real servers for tests, of this room and of others: PostgreSQL and an S3 store that can be killed and started again.
@NullMarked
package dev.pawl.store.testing;

import org.jspecify.annotations.NullMarked;
