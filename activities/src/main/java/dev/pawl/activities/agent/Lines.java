package dev.pawl.activities.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Cuts what a program says into lines. Of a line that is too long the beginning is kept and the rest is counted.
public final class Lines {

    private static final int LONGEST = 64 * 1024;

    private final Taker taker;
    private final int longest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long lost;

    public Lines(Taker taker) {
        this(taker, LONGEST);
    }

    /// @param longest how many bytes of a line are kept
    public Lines(Taker taker, int longest) {
        this.taker = taker;
        this.longest = longest;
    }

    /// Takes a line, without its end.
    @FunctionalInterface
    public interface Taker {
        void take(String line) throws IOException;
    }

    public void hear(byte[] bytes, int length) throws IOException {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                keep(bytes, from, i);
                end();
                from = i + 1;
            }
        }
        keep(bytes, from, length);
    }

    /// What was said without a line's end.
    public void end() throws IOException {
        if (line.size() == 0 && lost == 0) {
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        String cut = lost == 0 ? "" : " [and %,d bytes more in this line]".formatted(lost);
        line.reset();
        lost = 0;
        taker.take(text + cut);
    }

    private void keep(byte[] bytes, int from, int to) {
        int kept = Math.min(to - from, longest - line.size());
        line.write(bytes, from, kept);
        lost += to - from - kept;
    }
}
