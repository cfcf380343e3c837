package dev.pawl.store.blob;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The object store does not hold the bytes that it was given; none that came before this are to be trusted.
public final class BlobDamagedException extends IOException {

    private static final long serialVersionUID = 1;

    BlobDamagedException(String digest, String fault) {
        this(digest, fault, null);
    }

    BlobDamagedException(String digest, String fault, @Nullable Throwable cause) {
        super(
                "The blob " + digest + " cannot be read: " + fault + ". Restore the object, or put the blob again.",
                cause);
    }
}
