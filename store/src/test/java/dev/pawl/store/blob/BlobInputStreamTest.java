package dev.pawl.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.testing.TestingKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// What a reader believes of an object that holds the keyring's key, as one of a program that is wrong or not ours.
final class BlobInputStreamTest {

    private static final BlobKeys KEYS = TestingKeys.with("k");
    private static final byte[] RIGHT = "what was asked for".getBytes(StandardCharsets.UTF_8);
    private static final byte[] WRONG = "what was put there".getBytes(StandardCharsets.UTF_8);

    @Test
    void handsOutNothingOfBytesThatAreNotThoseOfTheirDigest() throws IOException {
        BlobSeal seal =
                new BlobSeal(HexFormat.of().formatHex(SealedBlob.sha256().digest(RIGHT)), RIGHT.length);

        assertThat(open(seal, RIGHT).readAllBytes()).isEqualTo(RIGHT);
        try (InputStream wrong = open(seal, WRONG)) {
            assertThatThrownBy(wrong::read)
                    .isInstanceOf(BlobDamagedException.class)
                    .hasMessageContaining("its bytes have the digest");
        }
    }

    /// An object whose seal says the one, and whose only segment is the other.
    private static InputStream open(BlobSeal seal, byte[] bytes) throws IOException {
        BlobHeader header = BlobHeader.random(KEYS.currentId());
        BlobCipher cipher = new BlobCipher(KEYS.current(), header, "tenant");
        byte[] stored = ByteBuffer.allocate((int) seal.storedSize())
                .put(header.bytes())
                .put(cipher.encryptSeal(seal.plain()))
                .put(cipher.encrypt(0, true, bytes, bytes.length))
                .array();
        return BlobInputStream.open(
                "tenant", seal, KEYS, new StoredObject(new ByteArrayInputStream(stored), stored.length));
    }
}
