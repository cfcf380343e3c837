package dev.pawl.activities.workspace;

/// Names of files as strangers chose them, for people to read.
final class Names {

    private Names() {}

    /// Without anything that a terminal would act on, and not too long.
    static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().limit(200).forEach(c -> {
            if (c < ' ' || c == 0x7f || (c >= 0x80 && c < 0xa0)) {
                shown.append("\\x%02x".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
