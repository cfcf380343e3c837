package dev.pawl.activities.egress;

import java.util.ArrayList;
import java.util.List;

/// Keeps what was refused, for those who are told at the end.
public final class Tally implements Denials {

    private static final int MOST_SHOWN = 5;

    private final List<Denial> denials = new ArrayList<>();

    /// One target that was refused.
    ///
    /// @param why as a sentence
    public record Denial(String target, String why) {}

    @Override
    public synchronized void denied(Target target, String why) {
        denials.add(new Denial(target.toString(), why));
    }

    public synchronized List<Denial> all() {
        return List.copyOf(denials);
    }

    /// The first of them, each on a line that begins with a line's end; nothing where nothing was refused.
    ///
    /// @param who as the beginning of a sentence
    public synchronized String text(String who) {
        StringBuilder text = new StringBuilder();
        for (Denial denial : denials.subList(0, Math.min(MOST_SHOWN, denials.size()))) {
            text.append("\n%s tried to reach %s. %s".formatted(who, denial.target(), denial.why()));
        }
        int more = denials.size() - MOST_SHOWN;
        return more > 0
                ? text.append("\n%s tried to reach %d more.".formatted(who, more))
                        .toString()
                : text.toString();
    }
}
