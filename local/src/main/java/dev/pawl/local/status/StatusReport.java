package dev.pawl.local.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the whole house is. `state` is closed, opening, open, closing or left (parts run without their launcher).
public record StatusReport(
        String state,
        String home,
        @Nullable Long launcherPid,
        Map<String, String> addresses,
        List<PartStatus> parts,
        long javaMemoryBytes,
        List<String> warnings) {

    private static final int WELL = 0;
    private static final int BROKEN = 1;
    private static final int CLOSED = 3;

    public StatusReport {
        addresses = Collections.unmodifiableMap(new LinkedHashMap<>(addresses));
        parts = List.copyOf(parts);
        warnings = List.copyOf(warnings);
    }

    /// For scripts.
    @JsonIgnore
    public int exitCode() {
        if ("closed".equals(state)) {
            return CLOSED;
        }
        return "open".equals(state) && parts.stream().allMatch(PartStatus::isUp) ? WELL : BROKEN;
    }
}
