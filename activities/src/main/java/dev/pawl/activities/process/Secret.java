package dev.pawl.activities.process;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What secrets look like: by the shapes that their makers gave them, or by a telling name and much disorder.
public final class Secret {

    private static final Map<String, Pattern> SHAPES = shapes();

    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?i)(?:passw(?:or)?d|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)[\\w.-]{0,40}"
                    + "[\"']?\\s{0,5}(?::=|=>|[:=])\\s{0,5}[\"']([^\"'\\s]{16,200})[\"']");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)\\$[{(]|\\{\\{|<[a-z]|%[({]|example|changeme|placeholder|dummy|your[_-]|xxxx|\\*\\*\\*|1234567890|abcdef");
    private static final double DISORDER = 3.5;

    static final String BEGIN = "-----BEGIN ";
    static final String END = "-----END ";

    /// All of a key; one that is cut off, to the end of the text.
    private static final Pattern KEY_BLOCK = Pattern.compile(
            "(?s)-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]{1,80}-----|\\z)");

    private Secret() {}

    /// What kind of secret the line seems to hold.
    public static Optional<String> in(String line) {
        for (Map.Entry<String, Pattern> shape : SHAPES.entrySet()) {
            if (shape.getValue().matcher(line).find()) {
                return Optional.of(shape.getKey());
            }
        }
        Matcher assignment = ASSIGNMENT.matcher(line);
        while (assignment.find()) {
            String value = assignment.group(1);
            if (isSecret(value)) {
                return Optional.of("What looks like a password or a key");
            }
        }
        return Optional.empty();
    }

    /// The text, with a word in the place of each secret that it seems to hold.
    public static String hidden(String text) {
        String clean = KEY_BLOCK.matcher(text).replaceAll("[a private key]");
        for (Map.Entry<String, Pattern> shape : SHAPES.entrySet()) {
            clean = shape.getValue()
                    .matcher(clean)
                    .replaceAll("[" + Character.toLowerCase(shape.getKey().charAt(0))
                            + shape.getKey().substring(1) + "]");
        }
        return ASSIGNMENT.matcher(clean).replaceAll(found -> {
            String value = found.group(1);
            return Matcher.quoteReplacement(
                    isSecret(value) ? found.group().replace(value, "[a secret]") : found.group());
        });
    }

    /// Whether a private key begins in the text and does not end there.
    static boolean leavesOpen(String text) {
        int begun = text.lastIndexOf(BEGIN);
        return begun >= 0
                && text.indexOf(END, begun) < 0
                && KEY_BLOCK.matcher(text.substring(begun)).lookingAt();
    }

    private static Map<String, Pattern> shapes() {
        Map<String, Pattern> shapes = new LinkedHashMap<>();
        shapes.put("A private key", Pattern.compile("-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----"));
        shapes.put("An access key of AWS", word("(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}"));
        shapes.put("A token of GitHub", word("(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255})"));
        shapes.put("A token of GitLab", word("gl(?:pat|dt|rt|ptt|cbt)-[A-Za-z0-9_-]{20,100}"));
        shapes.put("A token of Slack", word("xox[abeoprs]-[A-Za-z0-9-]{10,250}"));
        shapes.put("A key of Stripe", word("(?:sk|rk)_live_[A-Za-z0-9]{20,250}"));
        shapes.put("A key of Google", word("AIza[A-Za-z0-9_-]{35}"));
        shapes.put("A key of Anthropic", word("sk-ant-[A-Za-z0-9_-]{20,250}"));
        shapes.put("A key of OpenAI", word("sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{40,250}"));
        shapes.put("A token of npm", word("npm_[A-Za-z0-9]{36}"));
        shapes.put("A token of PyPI", word("pypi-AgE[A-Za-z0-9_-]{50,250}"));
        shapes.put("A key of SendGrid", word("SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}"));
        shapes.put("A key of Pawl", word("pawl(?:_|-line-)[A-Za-z0-9_-]{30,250}"));
        shapes.put("A signed token (JWT)", word("eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"));
        shapes.put(
                "A password in an address",
                Pattern.compile(
                        "[a-z][a-z0-9+.-]{1,20}://[^\\s:/@\"'<>${}]{1,64}:[^\\s:/@\"'<>${}]{6,128}@[A-Za-z0-9]"));
        return shapes;
    }

    private static Pattern word(String shape) {
        return Pattern.compile("(?<![A-Za-z0-9_-])" + shape + "(?![A-Za-z0-9_])");
    }

    private static boolean isSecret(String value) {
        return disorder(value) >= DISORDER && !PLACEHOLDER.matcher(value).find();
    }

    /// Bits for each character, as Shannon counts them.
    private static double disorder(String value) {
        Map<Character, Integer> counts = new HashMap<>();
        for (char c : value.toLowerCase(Locale.ROOT).toCharArray()) {
            counts.merge(c, 1, Integer::sum);
        }
        double bits = 0;
        for (int count : counts.values()) {
            double share = (double) count / value.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
