package dev.pawl.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The mark in a child's environment by which a later launcher knows it, even if no record of it could be written.
/// The names do not begin with `PAWL_`: the programs refuse settings that they do not know.
public record Mark(Path home, String part) {

    private static final String HOME = "HOUSE_OF_PAWL";
    private static final String PART = "HOUSE_OF_PAWL_PART";

    /// The variables that carry the mark.
    public Map<String, String> variables() {
        return Map.of(HOME, home.toString(), PART, part);
    }

    /// The part that a process is of this house, if it is one.
    public static Optional<String> partOf(Path home, long pid) {
        List<String> environment = Proc.environment(pid);
        if (!environment.contains(HOME + "=" + home)) {
            return Optional.empty();
        }
        return environment.stream()
                .filter(variable -> variable.startsWith(PART + "="))
                .map(variable -> variable.substring(PART.length() + 1))
                .findFirst();
    }
}
