package dev.pawl.activities.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A list of hosts: `registry.example.org`, all below one as `*.example.org`, another port as `example.org:8443`, and
/// plain HTTP as `http://example.org`.
public final class Hosts {

    /// No host at all.
    public static final Hosts NONE = new Hosts(List.of());

    private static final Pattern WRITTEN =
            Pattern.compile("(http://)?(\\*\\.)?(\\[[^]]+]|[^:/\\[\\]]+)(?::(\\d{1,5}))?");

    private final List<Entry> entries;

    private Hosts(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /// One line of the list.
    ///
    /// @param below whether those below the name are meant, and not the name itself
    private record Entry(String name, boolean below, int port, boolean plain) {

        boolean covers(Target target) {
            return port == target.port() && plain == target.plain() && names(target.host());
        }

        boolean names(String host) {
            return below ? host.endsWith("." + name) : host.equals(name);
        }
    }

    /// Empty lines count for nothing.
    ///
    /// @throws IllegalArgumentException with a sentence, where a line is no host
    public static Hosts of(List<String> written) {
        List<Entry> entries = new ArrayList<>();
        for (String line : written) {
            if (!line.isBlank()) {
                entries.add(entry(line.strip())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'%s' is no host. A host is like example.org, *.example.org, example.org:8443 or http://example.org."
                                        .formatted(line))));
            }
        }
        return new Hosts(entries);
    }

    private static Optional<Entry> entry(String line) {
        Matcher found = WRITTEN.matcher(line);
        if (!found.matches()) {
            return Optional.empty();
        }
        boolean plain = found.group(1) != null;
        int standard = plain ? Target.PLAIN : Target.TLS;
        int port = found.group(4) == null ? standard : Integer.parseInt(found.group(4));
        return Target.name(found.group(3).replaceAll("[\\[\\]]", ""))
                .filter(_ -> port > 0 && port < 65_536)
                .map(name -> new Entry(name, found.group(2) != null, port, plain));
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean covers(Target target) {
        return entries.stream().anyMatch(entry -> entry.covers(target));
    }

    /// Whatever the port.
    boolean names(String host) {
        return entries.stream().anyMatch(entry -> entry.names(host));
    }
}
