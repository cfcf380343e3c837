package dev.pawl.local.process;

import java.util.List;

/// The order in which parts end: those who use others end before them.
public final class ClosingOrder {

    private static final List<String> KINDS =
            List.of("training", "gateway", "worker", "model", "migration", "temporal", "objects");

    /// The number of places; the database has the last.
    public static final int PLACES = KINDS.size() + 1;

    private ClosingOrder() {}

    /// The place of a part: 0 ends first.
    public static int place(String part) {
        for (int place = 0; place < KINDS.size(); place++) {
            if (part.startsWith(KINDS.get(place))) {
                return place;
            }
        }
        return KINDS.size();
    }
}
