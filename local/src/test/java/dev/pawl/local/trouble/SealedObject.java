package dev.pawl.local.trouble;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Properties;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// An object as it lies in the store, opened with the house's keys and without its programs: what stands there is seen,
/// and not what somebody shows of it.
final class SealedObject {

    private static final int HEADER = 4 + 1 + 1 + 64 + 32 + 7;
    private static final int TAG = 16;
    private static final int SEAL = 32 + Long.BYTES + TAG;
    private static final int SEGMENT = (1 << 20) + TAG;
    private static final byte MORE = 0;
    private static final byte LAST = 1;

    private final byte[] bytes;
    private final byte[] bound;
    private final byte[] prefix = new byte[7];
    private final SecretKey key;

    /// @param keys the house's keyring
    SealedObject(byte[] bytes, String tenant, Properties keys) throws GeneralSecurityException {
        this.bytes = bytes;
        byte[] name = tenant.getBytes(StandardCharsets.UTF_8);
        bound = ByteBuffer.allocate(HEADER + name.length)
                .put(bytes, 0, HEADER)
                .put(name)
                .array();
        byte[] id = new byte[bytes[5]];
        byte[] salt = new byte[32];
        ByteBuffer.wrap(bytes).get(6, id).get(6 + 64, salt).get(6 + 64 + 32, prefix);
        String master = keys.getProperty("key." + new String(id, StandardCharsets.UTF_8));
        key = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(Base64.getDecoder().decode(master))
                                .addSalt(salt)
                                .thenExpand("pawl blob 1".getBytes(StandardCharsets.US_ASCII), 32));
    }

    byte[] open() throws GeneralSecurityException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        int index = 0;
        for (int begin = HEADER + SEAL; begin < bytes.length; begin += SEGMENT) {
            int length = Math.min(SEGMENT, bytes.length - begin);
            byte kind = begin + length == bytes.length ? LAST : MORE;
            byte[] nonce = ByteBuffer.allocate(12)
                    .put(prefix)
                    .putInt(index++)
                    .put(kind)
                    .array();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(bound);
            plain.writeBytes(cipher.doFinal(bytes, begin, length));
        }
        return plain.toByteArray();
    }
}
