/// The object store: an S3 server on the file system, in a process of its own.
@NullMarked
package dev.pawl.local.s3;

import org.jspecify.annotations.NullMarked;
