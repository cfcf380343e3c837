package dev.pawl.local.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/// What processes have spent: seconds of a processor until now, or how many processors they kept busy for a while.
record CpuTime(Map<String, Double> byName) {

    CpuTime {
        byName = new LinkedHashMap<>(byName);
    }

    /// How many processors each kept busy since then.
    CpuTime since(CpuTime before, double seconds) {
        Map<String, Double> busy = new LinkedHashMap<>();
        byName.forEach((name, spent) -> busy.put(name, (spent - before.byName.getOrDefault(name, spent)) / seconds));
        return new CpuTime(busy);
    }
}
