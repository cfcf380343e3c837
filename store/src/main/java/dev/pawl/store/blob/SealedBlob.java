package dev.pawl.store.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Bytes on their way in: encrypted into a file that has no name any more, so that nothing of it is left behind
/// whatever happens, while their digest and size are found.
final class SealedBlob implements AutoCloseable {

    private static final int BODY = BlobHeader.LENGTH + BlobSeal.LENGTH;

    private final FileChannel file;
    private final BlobSeal seal;

    private SealedBlob(FileChannel file, BlobSeal seal) {
        this.file = file;
        this.seal = seal;
    }

    static SealedBlob of(String tenant, InputStream plain, BlobKeys keys, @Nullable Path folder) throws IOException {
        FileChannel file = namelessFile(folder);
        try {
            BlobHeader header = BlobHeader.random(keys.currentId());
            BlobCipher cipher = new BlobCipher(keys.current(), header, tenant);
            BlobSeal seal = writeSegments(file.position(BODY), plain, cipher);
            file.position(0);
            write(file, header.bytes());
            write(file, cipher.encryptSeal(seal.plain()));
            return new SealedBlob(file, seal);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    BlobSeal seal() {
        return seal;
    }

    /// The encrypted bytes from the first on.
    InputStream stored() throws IOException {
        return Channels.newInputStream(file.position(0));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static BlobSeal writeSegments(FileChannel file, InputStream plain, BlobCipher cipher) throws IOException {
        MessageDigest digest = sha256();
        byte[] current = new byte[BlobCipher.SEGMENT];
        byte[] next = new byte[BlobCipher.SEGMENT];
        int length = plain.readNBytes(current, 0, current.length);
        long size = 0;
        for (int index = 0; ; index++) {
            int nextLength = plain.readNBytes(next, 0, next.length);
            digest.update(current, 0, length);
            size += length;
            write(file, cipher.encrypt(index, nextLength == 0, current, length));
            if (nextLength == 0) {
                return new BlobSeal(HexFormat.of().formatHex(digest.digest()), size);
            }
            byte[] done = current;
            current = next;
            next = done;
            length = nextLength;
        }
    }

    private static void write(FileChannel file, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    private static FileChannel namelessFile(@Nullable Path folder) throws IOException {
        FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path path = folder == null
                ? Files.createTempFile("pawl-blob-", ".sealed", ownerOnly)
                : Files.createTempFile(Files.createDirectories(folder), "pawl-blob-", ".sealed", ownerOnly);
        try {
            return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            Files.delete(path);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
