package dev.pawl.activities.environment;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Variables that name others, like `$PAWL_CACHE/bin:$PATH`.
final class Variables {

    static final String CACHE = "PAWL_CACHE";

    private static final Pattern NAMED = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

    private Variables() {}

    /// Adds them in their order; one that names nothing known is empty there.
    static void into(Map<String, String> environment, Path cache, Map<String, String> said) {
        environment.put(CACHE, cache.toString());
        said.forEach((name, value) -> environment.put(name, resolved(value, environment)));
    }

    private static String resolved(String value, Map<String, String> known) {
        return NAMED.matcher(value).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            return Matcher.quoteReplacement(known.getOrDefault(name, ""));
        });
    }
}
