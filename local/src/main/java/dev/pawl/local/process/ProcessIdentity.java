package dev.pawl.local.process;

import java.util.Optional;

/// One process for good: its number alone is given away again, its number with start time and boot is not.
public record ProcessIdentity(long pid, long startTime, String boot) {

    /// The identity of a living process.
    public static Optional<ProcessIdentity> of(long pid) {
        return Proc.startTime(pid).map(startTime -> new ProcessIdentity(pid, startTime, Proc.boot()));
    }

    /// This process.
    public static ProcessIdentity own() {
        return of(ProcessHandle.current().pid())
                .orElseThrow(() -> new IllegalStateException("/proc does not show this process."));
    }

    /// Whether this very process still lives.
    public boolean isAlive() {
        return boot.equals(Proc.boot())
                && Proc.startTime(pid).filter(found -> found == startTime).isPresent();
    }

    /// The identity as one line.
    public String text() {
        return pid + " " + startTime + " " + boot;
    }

    /// Reads what `text` wrote.
    public static Optional<ProcessIdentity> parse(String text) {
        String[] words = text.strip().split(" ", -1);
        if (words.length != 3 || !words[0].matches("[0-9]+") || !words[1].matches("[0-9]+")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessIdentity(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]));
    }
}
