package dev.pawl.activities.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Variables of the worker's own that some programs get. What those say is kept without the values.
///
/// @param names what they are called
public record Lent(List<String> names) {

    private static final int SHORTEST_SECRET = 6;

    public Lent {
        names = names.stream().filter(name -> !name.isBlank()).toList();
    }

    public void into(Map<String, String> environment) {
        for (String name : names) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
    }

    /// A log for a program that got them.
    public RunLog log() {
        Map<String, String> secrets = new HashMap<>();
        for (String name : names) {
            String value = System.getenv(name);
            if (value != null && value.length() >= SHORTEST_SECRET) {
                secrets.put(value, name);
            }
        }
        return new RunLog(secrets);
    }
}
