package dev.pawl.store.blob;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// What an object says, encrypted, of the bytes that follow: so that one object's bytes under another's key are refused
/// before the first byte is handed out.
record BlobSeal(String digest, long size) {

    static final int LENGTH = 32 + Long.BYTES + BlobCipher.TAG;

    static BlobSeal of(byte[] plain) {
        byte[] digest = new byte[32];
        ByteBuffer bytes = ByteBuffer.wrap(plain).get(digest);
        return new BlobSeal(HexFormat.of().formatHex(digest), bytes.getLong());
    }

    byte[] plain() {
        return ByteBuffer.allocate(32 + Long.BYTES)
                .put(HexFormat.of().parseHex(digest))
                .putLong(size)
                .array();
    }

    /// How many segments the bytes have: one even for none.
    int segments() {
        return Math.toIntExact(Math.max(1, Math.ceilDiv(size, BlobCipher.SEGMENT)));
    }

    /// How many bytes the whole object has.
    long storedSize() {
        return BlobHeader.LENGTH + LENGTH + size + (long) segments() * BlobCipher.TAG;
    }
}
