package dev.pawl.activities.process;

/// What a program said, as text that does no harm where it is kept and shown: the database keeps no NUL, and no
/// terminal should act on it.
public final class Plain {

    private Plain() {}

    /// Cut to so many characters; what is cut is counted.
    public static String text(String said, int longest) {
        String cut = said.length() <= longest
                ? said
                : said.substring(0, longest) + " [and %,d characters more]".formatted(said.length() - longest);
        StringBuilder text = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> {
            if (c == '\n' || c == '\t' || (c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0) && !isHalf(c))) {
                text.appendCodePoint(c);
            } else {
                text.append("\\u%04x".formatted(c));
            }
        });
        return text.toString();
    }

    /// Half of a character that was cut in two.
    private static boolean isHalf(int c) {
        return c >= 0xd800 && c < 0xe000;
    }
}
