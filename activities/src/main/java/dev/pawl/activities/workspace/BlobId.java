package dev.pawl.activities.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.eclipse.jgit.lib.ObjectId;

/// What git calls a file by its bytes. Only for telling whether a file is as it was: the library's own is slower, since
/// it also looks for forgeries, and it compresses whatever is put into a repository, even what is there already.
final class BlobId {

    private BlobId() {}

    /// Reads no more than that many bytes, however much the file grows meanwhile.
    static ObjectId of(long size, InputStream content) throws IOException {
        MessageDigest digest = sha1();
        digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
        byte[] some = new byte[64 * 1024];
        long left = size;
        while (left > 0) {
            int read = content.read(some, 0, (int) Math.min(some.length, left));
            if (read < 0) {
                break;
            }
            digest.update(some, 0, read);
            left -= read;
        }
        return ObjectId.fromRaw(digest.digest());
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
