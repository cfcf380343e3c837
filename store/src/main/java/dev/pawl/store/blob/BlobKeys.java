package dev.pawl.store.blob;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import javax.crypto.SecretKey;

/// The keys that blobs are encrypted with; the programs bring them. Old keys stay, so that old blobs can be read.
///
/// @param currentId the key that new blobs are encrypted with
/// @param keys AES keys of 256 bits, by id
public record BlobKeys(String currentId, Map<String, SecretKey> keys) {

    static final int LONGEST_ID = 64;

    public BlobKeys {
        keys = Map.copyOf(keys);
        if (!keys.containsKey(currentId)) {
            throw new IllegalArgumentException(
                    "The current key '" + currentId + "' is not in the keyring. Add it, or name another one.");
        }
        keys.forEach(BlobKeys::require);
    }

    SecretKey current() {
        return Objects.requireNonNull(keys.get(currentId));
    }

    private static void require(String id, SecretKey key) {
        int length = id.getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "The key id '" + id + "' has " + length + " bytes. Give it 1 to " + LONGEST_ID + ".");
        }
        byte[] encoded = key.getEncoded();
        if (encoded == null || encoded.length != 32) {
            throw new IllegalArgumentException("The key '" + id + "' is no AES key of 256 bits. Make it of 32 bytes.");
        }
    }

    @Override
    public String toString() {
        return "BlobKeys[currentId=" + currentId + ", ids=" + keys.keySet() + "]";
    }
}
