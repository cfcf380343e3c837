package dev.pawl.store.testing;

import dev.pawl.store.blob.BlobKeys;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Keyrings for tests.
public final class TestingKeys {

    private TestingKeys() {}

    /// A keyring of one new key.
    public static BlobKeys with(String id) {
        return new BlobKeys(id, Map.of(id, random()));
    }

    /// The same keyring with a newer key, which is used from now on.
    public static BlobKeys andThen(BlobKeys older, String id) {
        Map<String, SecretKey> keys = new LinkedHashMap<>(older.keys());
        keys.put(id, random());
        return new BlobKeys(id, keys);
    }

    private static SecretKey random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, "AES");
    }
}
