package dev.pawl.activities.gate;

import dev.pawl.activities.repository.Globs;
import dev.pawl.workflows.port.gate.Gates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a repository asks of every change, as its base commit says it.
///
/// @param source where it was found, for people
/// @param tests which files are tests
/// @param guarded which files say how tests and gates are run
/// @param checks further gates, in their order
record Policy(String source, Program suite, Globs tests, Globs guarded, List<Check> checks) {

    Policy {
        checks = List.copyOf(checks);
    }

    /// A program that says something about a tree.
    ///
    /// @param reports where in the tree it writes JUnit XML; it may also write into the folder PAWL_REPORTS
    record Program(List<String> line, Globs reports, Duration timeout, Map<String, String> environment) {
        Program {
            line = List.copyOf(line);
            environment = new LinkedHashMap<>(environment);
        }

        String shown() {
            return String.join(" ", line);
        }
    }

    /// A gate of the repository's own.
    record Check(String name, Program program) {}

    /// The names of all gates, the cheapest first.
    List<String> gates() {
        List<String> names = new ArrayList<>(List.of(Gates.SECRETS, Gates.PROTECTED));
        checks.forEach(check -> names.add(check.name()));
        names.add(Gates.TESTS);
        return names;
    }

    Optional<Check> check(String name) {
        return checks.stream().filter(check -> check.name().equals(name)).findFirst();
    }
}
