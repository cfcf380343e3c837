/// Bytes by digest in an S3 store: encrypted, written once, checked on the way in and out.
@NullMarked
package dev.pawl.store.blob;

import org.jspecify.annotations.NullMarked;
