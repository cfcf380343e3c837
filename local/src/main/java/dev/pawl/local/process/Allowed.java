package dev.pawl.local.process;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What of the launcher's environment every child may see: what a program needs to find itself a place, and no secrets.
public final class Allowed {

    private static final List<String> NAMES = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TZ",
            "TMPDIR",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR");

    private Allowed() {}

    /// The allowed part of an environment. A user without a name gets one, because Temporal does not start without.
    public static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> allowed = new TreeMap<>(environment);
        allowed.keySet().retainAll(NAMES);
        allowed.putIfAbsent("USER", "pawl");
        return allowed;
    }
}
