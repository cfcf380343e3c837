package dev.pawl.activities.gate;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counts what a file of tests asserts and skips, for the languages it knows. It reads words, not grammar: comments and
/// texts do not count.
enum TestCode {
    JAVA(
            "java|kt|groovy",
            "(//[^\\n]*|(?s:/\\*.*?\\*/))",
            "\\b(assert\\w*|verify\\w*|expect\\w*|fail)\\s*\\(|\\bassert\\s+[^;]|\\bshould\\w*\\s*\\(",
            "@(Disabled|Ignore)\\w*\\b|\\bassume\\w*\\s*\\(|enabled\\s*=\\s*false"),
    PYTHON(
            "py",
            "(#[^\\n]*)",
            "\\bassert\\b|\\.assert\\w+\\s*\\(|pytest\\.(raises|warns|fail)\\b|\\bself\\.fail\\s*\\(",
            "pytest\\.(mark\\.)?(skip|skipif|xfail|importorskip)\\b|@(unittest\\.)?skip\\w*|\\.skipTest\\s*\\(|__test__\\s*="),
    JAVASCRIPT(
            "js|jsx|ts|tsx|mjs|cjs|mts|cts",
            "(//[^\\n]*|(?s:/\\*.*?\\*/))",
            "\\b(expect|assert\\w*)\\s*[.(]|\\.should\\b|\\bt\\.(is|deepEqual|equal|ok|true|false|throws)\\s*\\(",
            "\\b(it|test|describe|context|suite)\\.(skip|todo|only|fails|failing)\\b|\\bx(it|test|describe)\\s*\\("),
    GO(
            "go",
            "(//[^\\n]*|(?s:/\\*.*?\\*/))",
            "\\bt\\.(Error|Errorf|Fatal|Fatalf|Fail|FailNow)\\s*\\(|\\b(assert|require)\\.\\w+\\s*\\(",
            "\\bt\\.(Skip|Skipf|SkipNow)\\s*\\(");

    private final Pattern files;
    private final Pattern ignored;
    private final Pattern assertions;
    private final Pattern skips;

    TestCode(String endings, String comments, String assertions, String skips) {
        files = Pattern.compile(".*\\.(" + endings + ")");
        ignored = Pattern.compile(
                "\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"|'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'|" + comments);
        this.assertions = Pattern.compile(assertions);
        this.skips = Pattern.compile(skips);
    }

    static Optional<TestCode> of(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        for (TestCode language : values()) {
            if (language.files.matcher(name).matches()) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /// How much a file asserts, and how often it skips.
    record Counted(long assertions, long skips) {}

    Counted count(String code) {
        String bare = ignored.matcher(code)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group().startsWith("\"") || match.group().startsWith("'") ? "\"\"" : " "));
        return new Counted(
                assertions.matcher(bare).results().count(),
                skips.matcher(bare).results().count());
    }
}
