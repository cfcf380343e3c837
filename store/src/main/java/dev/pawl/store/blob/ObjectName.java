package dev.pawl.store.blob;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an object is called. Bytes that were taken away and are put again get the next edition: a name that was used
/// up is never used again, so that no removal, however late it arrives, meets anything but what it was meant for.
record ObjectName(String tenant, String digest, int edition) {

    private static final Pattern SHAPE =
            Pattern.compile("([^/]+)/([0-9a-f]{2})/(\\2[0-9a-f]{62})(?:-([1-9][0-9]{0,8}))?");

    static Optional<ObjectName> parse(String key) {
        Matcher shape = SHAPE.matcher(key);
        if (!shape.matches()) {
            return Optional.empty();
        }
        int edition = shape.group(4) == null ? 0 : Integer.parseInt(shape.group(4));
        return Optional.of(new ObjectName(shape.group(1), shape.group(3), edition));
    }

    String key() {
        String first = tenant + "/" + digest.substring(0, 2) + "/" + digest;
        return edition == 0 ? first : first + "-" + edition;
    }
}
