package dev.pawl.store.blob;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.SecretKey;

/// Bytes on their way out: decrypted a segment at a time, and the last segment only when all of them together are what
/// was asked for. Whoever has read to the end has read the right bytes.
final class BlobInputStream extends InputStream {

    private final InputStream stored;
    private final BlobCipher cipher;
    private final BlobSeal seal;
    private final MessageDigest digest = SealedBlob.sha256();
    private final byte[] sealed = new byte[BlobCipher.SEGMENT + BlobCipher.TAG];
    private byte[] plain = new byte[0];
    private int position;
    private int segment;

    private BlobInputStream(InputStream stored, BlobCipher cipher, BlobSeal seal) {
        this.stored = stored;
        this.cipher = cipher;
        this.seal = seal;
    }

    /// Reads what stands before the bytes, and refuses an object that cannot be the one asked for.
    static BlobInputStream open(String tenant, BlobSeal wanted, BlobKeys keys, StoredObject object) throws IOException {
        String digest = wanted.digest();
        BlobHeader header = BlobHeader.read(object.bytes(), digest);
        SecretKey key = keys.keys().get(header.keyId());
        if (key == null) {
            throw new BlobDamagedException(
                    digest, "it is encrypted with the key '" + header.keyId() + "', which is not in the keyring");
        }
        BlobCipher cipher = new BlobCipher(key, header, tenant);
        BlobSeal found = seal(cipher, object.bytes().readNBytes(BlobSeal.LENGTH), digest);
        if (!found.equals(wanted)) {
            throw new BlobDamagedException(digest, "the object holds other bytes, those of " + found.digest());
        }
        if (object.size() != wanted.storedSize()) {
            throw new BlobDamagedException(
                    digest, "the object has " + object.size() + " bytes and should have " + wanted.storedSize());
        }
        return new BlobInputStream(object.bytes(), cipher, wanted);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        while (position == plain.length) {
            if (segment == seal.segments()) {
                return -1;
            }
            nextSegment();
        }
        int count = Math.min(length, plain.length - position);
        System.arraycopy(plain, position, buffer, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return plain.length - position;
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }

    private void nextSegment() throws IOException {
        boolean last = segment == seal.segments() - 1;
        int length = lengthOf(last) + BlobCipher.TAG;
        if (stored.readNBytes(sealed, 0, length) < length) {
            throw new BlobDamagedException(seal.digest(), "the object ends too early");
        }
        byte[] opened = opened(last, length);
        digest.update(opened);
        if (last) {
            requireDigest();
        }
        plain = opened;
        position = 0;
        segment++;
    }

    private int lengthOf(boolean last) {
        return last ? (int) (seal.size() - (long) segment * BlobCipher.SEGMENT) : BlobCipher.SEGMENT;
    }

    private byte[] opened(boolean last, int length) throws BlobDamagedException {
        try {
            return cipher.decrypt(segment, last, sealed, length);
        } catch (GeneralSecurityException failure) {
            throw new BlobDamagedException(seal.digest(), "its bytes were changed", failure);
        }
    }

    private void requireDigest() throws BlobDamagedException {
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(seal.digest())) {
            throw new BlobDamagedException(seal.digest(), "its bytes have the digest " + found);
        }
    }

    private static BlobSeal seal(BlobCipher cipher, byte[] sealed, String digest) throws BlobDamagedException {
        try {
            return BlobSeal.of(cipher.decryptSeal(sealed));
        } catch (GeneralSecurityException failure) {
            throw new BlobDamagedException(
                    digest, "its beginning was changed, or it was encrypted for another tenant", failure);
        }
    }
}
