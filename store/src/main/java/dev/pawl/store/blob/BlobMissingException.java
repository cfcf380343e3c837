package dev.pawl.store.blob;

import java.io.IOException;

/// There is no object for the blob.
public final class BlobMissingException extends IOException {

    private static final long serialVersionUID = 1;

    BlobMissingException(String digest) {
        super("The blob " + digest + " is not in the object store. Restore the object, or put the blob again.");
    }
}
