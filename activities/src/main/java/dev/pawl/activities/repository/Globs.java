package dev.pawl.activities.repository;

import java.util.List;
import java.util.regex.Pattern;

/// Paths by pattern: `*` within a name, `**/` for any folders or none.
public record Globs(List<String> patterns, List<Pattern> compiled) {

    private static final int LONGEST = 200;
    private static final int MOST_STARS = 8;

    public Globs {
        patterns = List.copyOf(patterns);
        compiled = List.copyOf(compiled);
    }

    /// Refuses what could not be matched in a short time, or matches nothing that a tree can hold.
    public static Globs of(List<String> patterns) throws UnfitException {
        for (String pattern : patterns) {
            long stars = pattern.chars().filter(c -> c == '*').count();
            if (pattern.isBlank()
                    || pattern.length() > LONGEST
                    || stars > MOST_STARS
                    || pattern.startsWith("/")
                    || pattern.contains("..")) {
                throw new UnfitException(
                        ("The pattern %s cannot be used. A pattern is a path below the root of the repository, with at "
                                        + "most %d characters, %d stars and no \"..\".")
                                .formatted(pattern, LONGEST, MOST_STARS));
            }
        }
        return new Globs(patterns, patterns.stream().map(Globs::compiled).toList());
    }

    public boolean match(String path) {
        return compiled.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static Pattern compiled(String glob) {
        StringBuilder expression = new StringBuilder();
        int i = 0;
        while (i < glob.length()) {
            if (glob.startsWith("**/", i)) {
                expression.append("(?:.*/)?");
                i += 3;
            } else if (glob.startsWith("**", i)) {
                expression.append(".*");
                i += 2;
            } else {
                char c = glob.charAt(i);
                expression.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(glob.substring(i, i + 1)));
                i++;
            }
        }
        return Pattern.compile(expression.toString());
    }
}
