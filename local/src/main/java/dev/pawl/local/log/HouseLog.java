package dev.pawl.local.log;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// The launcher's own voice: progress while it opens, then dated lines.
public final class HouseLog {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final InstantSource clock;

    public HouseLog(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /// Says a line as it is.
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /// Says a line with the time.
    public void note(String sentence) {
        say(TIME.withZone(ZoneId.systemDefault()).format(clock.instant()) + " house     | " + sentence);
    }

    /// Passes on a line of a part.
    public void pass(String part, String line) {
        say(TIME.withZone(ZoneId.systemDefault()).format(clock.instant()) + " " + padded(part) + " | " + line);
    }

    private static String padded(String part) {
        return part.length() >= 9 ? part : part + " ".repeat(9 - part.length());
    }
}
