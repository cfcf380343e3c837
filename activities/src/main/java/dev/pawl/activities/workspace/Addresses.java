package dev.pawl.activities.workspace;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Tells the addresses of one's own house and net from those of the world.
public final class Addresses {

    private Addresses() {}

    public static boolean isInternal(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? isInternal(bytes) : isInternalSix(bytes);
    }

    private static boolean isInternal(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return first == 0
                || first >= 224
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0 && (bytes[2] & 0xff) <= 2)
                || (first == 198 && (second == 18 || second == 19));
    }

    /// Unique local ones, and those that carry an older address in them.
    private static boolean isInternalSix(byte[] bytes) {
        if ((bytes[0] & 0xfe) == 0xfc) {
            return true;
        }
        boolean translated =
                bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean tunnelled = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean compatible = Arrays.equals(Arrays.copyOf(bytes, 10), new byte[10]);
        int from = tunnelled ? 2 : 12;
        return (translated || tunnelled || compatible) && isInternal(four(Arrays.copyOfRange(bytes, from, from + 4)));
    }

    private static InetAddress four(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
