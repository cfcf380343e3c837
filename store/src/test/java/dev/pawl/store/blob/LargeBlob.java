package dev.pawl.store.blob;

import dev.pawl.store.testing.TestingKeys;
import dev.pawl.store.testing.TestingStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Puts one large blob and reads it back, in a small process of its own: size, then settings as `key=value`.
final class LargeBlob {

    private LargeBlob() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Object> settings = new TreeMap<>();
        for (String argument : Arrays.asList(arguments).subList(1, arguments.length)) {
            String[] parts = argument.split("=", 2);
            settings.put(parts[0], parts[1]);
        }
        try (TestingStore store = TestingStore.over(settings, TestingKeys.with("k"))) {
            Blobs blobs = store.get(Blobs.class);
            long size = Long.parseLong(arguments[0]);
            BlobRef ref = blobs.put("large", new Bytes(size), "application/octet-stream");
            try (InputStream stream = blobs.open("large", ref)) {
                System.out.println(count(stream) + " bytes in and out");
            }
        }
    }

    private static long count(InputStream stream) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long count = 0;
        int read = stream.read(buffer);
        while (read >= 0) {
            count += read;
            read = stream.read(buffer);
        }
        return count;
    }

    /// So many bytes, out of nowhere.
    private static final class Bytes extends InputStream {

        private long left;

        Bytes(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? (int) (left & 0xff) : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            Arrays.fill(buffer, offset, offset + count, (byte) (left >> 16));
            left -= count;
            return count;
        }
    }
}
