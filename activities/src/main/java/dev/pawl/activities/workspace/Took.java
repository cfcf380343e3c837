package dev.pawl.activities.workspace;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// How long it took to lay a working copy out and to keep what was left of it, part by part: what a slow step is asked
/// first.
public final class Took {

    /// What there is to do, in order.
    public enum Part {
        /// The tree is written to the disk, fetched from the store before where it is not at hand.
        LAY_OUT("layOut"),
        /// The tree that was left is read, and what is new of it made objects.
        READ("read"),
        /// What is new becomes a bundle.
        PACK("pack"),
        /// The bundle becomes an object of the store, and a row.
        STORE("store");

        private final String word;

        Part(String word) {
            this.word = word;
        }
    }

    private final Map<Part, Long> nanos = new EnumMap<>(Part.class);

    /// Adds the time since then.
    synchronized void since(long nanoTime, Part part) {
        nanos.merge(part, System.nanoTime() - nanoTime, Long::sum);
    }

    /// Each part that there was, in milliseconds.
    public synchronized Map<String, Double> millis() {
        Map<String, Double> millis = new LinkedHashMap<>();
        nanos.forEach((part, took) -> millis.put(part.word, Math.round(took / 1e4) / 100.0));
        return millis;
    }
}
