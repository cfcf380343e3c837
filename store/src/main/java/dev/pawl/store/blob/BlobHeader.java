package dev.pawl.store.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// What stands before an encrypted blob, in the clear and of one length: which form, which key, and what is random in
/// it.
final class BlobHeader {

    static final int LENGTH = 4 + 1 + 1 + BlobKeys.LONGEST_ID + 32 + 7;

    private static final byte[] MAGIC = "PAWL".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String keyId;
    private final byte[] salt;
    private final byte[] prefix;

    private BlobHeader(String keyId, byte[] salt, byte[] prefix) {
        this.keyId = keyId;
        this.salt = salt;
        this.prefix = prefix;
    }

    static BlobHeader random(String keyId) {
        return new BlobHeader(keyId, random(32), random(7));
    }

    static BlobHeader read(InputStream stored, String digest) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(stored.readNBytes(LENGTH));
        if (bytes.remaining() < LENGTH || !ByteBuffer.wrap(MAGIC).equals(bytes.slice(0, MAGIC.length))) {
            throw new BlobDamagedException(digest, "the object does not begin as a blob of Pawl does");
        }
        bytes.position(MAGIC.length);
        byte version = bytes.get();
        if (version != VERSION) {
            throw new BlobDamagedException(
                    digest, "it has form " + version + ", and this program knows form " + VERSION);
        }
        return rest(bytes, digest);
    }

    String keyId() {
        return keyId;
    }

    /// From which, with the key, the object's own key is derived.
    byte[] salt() {
        return salt;
    }

    /// The beginning of every nonce.
    byte[] prefix() {
        return prefix;
    }

    byte[] bytes() {
        byte[] id = keyId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(LENGTH)
                .put(MAGIC)
                .put(VERSION)
                .put((byte) id.length)
                .put(id)
                .put(new byte[BlobKeys.LONGEST_ID - id.length])
                .put(salt)
                .put(prefix)
                .array();
    }

    private static BlobHeader rest(ByteBuffer bytes, String digest) throws BlobDamagedException {
        byte[] id = new byte[BlobKeys.LONGEST_ID];
        byte[] salt = new byte[32];
        byte[] prefix = new byte[7];
        int length = bytes.get();
        bytes.get(id).get(salt).get(prefix);
        if (length < 1 || length > id.length) {
            throw new BlobDamagedException(digest, "its header names no key");
        }
        return new BlobHeader(new String(id, 0, length, StandardCharsets.UTF_8), salt, prefix);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
