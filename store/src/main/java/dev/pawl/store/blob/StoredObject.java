package dev.pawl.store.blob;

import java.io.IOException;
import java.io.InputStream;

/// An object as the store sends it.
record StoredObject(InputStream bytes, long size) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
