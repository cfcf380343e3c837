package dev.pawl.activities.agent.role;

/// Characters that a model reads and a person does not see: they turn the order of a line around, take no room, or
/// look like a blank.
final class Hidden {

    private static final String BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0";

    private Hidden() {}

    static boolean is(int character) {
        if (character == '\n' || character == '\t') {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> BLANKS.indexOf(character) >= 0 || isVariation(character);
        };
    }

    /// The text with each of them written out.
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (is(character)) {
                shown.append(name(character));
            } else {
                shown.appendCodePoint(character);
            }
        });
        return shown.toString();
    }

    static String name(int character) {
        return "U+%04X".formatted(character);
    }

    /// They may carry any message behind one letter.
    private static boolean isVariation(int character) {
        return (character >= 0xfe00 && character <= 0xfe0f)
                || (character >= 0xe0100 && character <= 0xe01ef)
                || (character >= 0x180b && character <= 0x180f);
    }
}
