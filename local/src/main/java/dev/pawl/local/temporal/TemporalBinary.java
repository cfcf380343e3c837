package dev.pawl.local.temporal;

import dev.pawl.local.process.OneShot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Temporal's command line tool with the server in it, and the versions that it says it has.
public record TemporalBinary(Path path, String version, String serverVersion) {

    private static final Pattern VERSION =
            Pattern.compile("temporal version ([0-9]+\\.[0-9]+\\.[0-9]+)\\S* \\(Server ([0-9]+\\.[0-9]+\\.[0-9]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// The tool at this path, if it is one.
    public static Optional<TemporalBinary> at(Path path) throws InterruptedException {
        OneShot.Result result = OneShot.run(PATIENCE, List.of(path.toString(), "--version"));
        Matcher matcher = VERSION.matcher(result.output());
        return result.isSuccess() && matcher.find()
                ? Optional.of(new TemporalBinary(path, matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /// Whether the tool is this version or a newer one.
    boolean isAtLeast(String wanted) {
        String[] own = version.split("\\.", -1);
        String[] other = wanted.split("\\.", -1);
        for (int place = 0; place < other.length; place++) {
            int difference = Integer.compare(Integer.parseInt(own[place]), Integer.parseInt(other[place]));
            if (difference != 0) {
                return difference > 0;
            }
        }
        return true;
    }
}
