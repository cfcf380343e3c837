package dev.pawl.store.blob;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// AES-256-GCM over one object, a segment at a time. Each object has a key of its own, derived from the keyring's; each
/// segment's nonce says which it is and whether it is the last; header and tenant are authenticated with every segment.
/// So no segment can be changed, left out, put elsewhere in the object, in another object, or in another tenant's.
final class BlobCipher {

    static final int SEGMENT = 1 << 20;
    static final int TAG = 16;

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final byte MORE = 0;
    private static final byte LAST = 1;
    private static final byte SEAL = 2;
    private static final byte[] PURPOSE = "pawl blob 1".getBytes(StandardCharsets.US_ASCII);

    private final Cipher cipher;
    private final Key key;
    private final byte[] prefix;
    private final byte[] bound;

    BlobCipher(SecretKey master, BlobHeader header, String tenant) {
        try {
            this.cipher = Cipher.getInstance(ALGORITHM);
            this.key = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(master)
                                    .addSalt(header.salt())
                                    .thenExpand(PURPOSE, 32));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
        this.prefix = header.prefix();
        byte[] name = tenant.getBytes(StandardCharsets.UTF_8);
        this.bound = ByteBuffer.allocate(BlobHeader.LENGTH + name.length)
                .put(header.bytes())
                .put(name)
                .array();
    }

    byte[] encrypt(int index, boolean last, byte[] plain, int length) {
        try {
            return run(Cipher.ENCRYPT_MODE, index, last ? LAST : MORE, plain, length);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    byte[] decrypt(int index, boolean last, byte[] sealed, int length) throws GeneralSecurityException {
        return run(Cipher.DECRYPT_MODE, index, last ? LAST : MORE, sealed, length);
    }

    byte[] encryptSeal(byte[] seal) {
        try {
            return run(Cipher.ENCRYPT_MODE, 0, SEAL, seal, seal.length);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    byte[] decryptSeal(byte[] sealed) throws GeneralSecurityException {
        return run(Cipher.DECRYPT_MODE, 0, SEAL, sealed, sealed.length);
    }

    private byte[] run(int mode, int index, byte kind, byte[] bytes, int length) throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(12).put(prefix).putInt(index).put(kind).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(bound);
        return cipher.doFinal(bytes, 0, length);
    }
}
