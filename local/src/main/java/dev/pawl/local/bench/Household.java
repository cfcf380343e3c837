package dev.pawl.local.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who shares the machine while something is measured, each with all that it has started.
record Household(Map<String, Long> members) {

    private static final String WHO_ASKS = "who asks";

    Household {
        members = new LinkedHashMap<>(members);
    }

    /// Those of these names, and one more.
    Household and(String name, long pid) {
        Map<String, Long> more = new LinkedHashMap<>(members);
        more.put(name, pid);
        return new Household(more);
    }

    /// What they and who measures have spent until now. Who measures has started some of the others, who count for
    /// themselves.
    CpuTime spent() {
        Map<String, Double> spent = new LinkedHashMap<>();
        members.forEach((name, pid) ->
                spent.put(name, ProcessHandle.of(pid).map(Household::ofAll).orElse(0.0)));
        spent.put(WHO_ASKS, own(ProcessHandle.current()));
        return new CpuTime(spent);
    }

    private static double ofAll(ProcessHandle process) {
        return own(process) + process.descendants().mapToDouble(Household::own).sum();
    }

    private static double own(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }
}
