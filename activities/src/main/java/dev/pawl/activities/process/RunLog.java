package dev.pawl.activities.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What a program said: its beginning and its end, however much lay between, without what the worker lent it, and
/// without what looks like a secret.
public final class RunLog {

    private static final int HEAD = 1 << 20;
    private static final int TAIL = 1 << 20;
    private static final int SHOWN_LINES = 20;
    private static final int LONGEST_LINE = 400;

    private final Redaction redaction;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] tail = new byte[TAIL];
    private long more;

    /// @param secrets what must not be read in it, and the name that stands in its place
    public RunLog(Map<String, String> secrets) {
        this.redaction = new Redaction(secrets);
    }

    public synchronized void take(byte[] bytes, int length) {
        int room = Math.min(length, HEAD - head.size());
        head.write(bytes, 0, room);
        for (int i = room; i < length; i++) {
            tail[(int) (more % TAIL)] = bytes[i];
            more++;
        }
    }

    public synchronized String text() {
        StringBuilder text = new StringBuilder(head.toString(StandardCharsets.UTF_8));
        if (more > TAIL) {
            text.append("\n[%,d bytes are left out here]\n".formatted(more - TAIL));
        }
        byte[] end = new byte[(int) Math.min(more, TAIL)];
        for (int i = 0; i < end.length; i++) {
            end[i] = tail[(int) ((more - end.length + i) % TAIL)];
        }
        text.append(new String(end, StandardCharsets.UTF_8));
        return Secret.hidden(redaction.of(Plain.text(text.toString(), Integer.MAX_VALUE)));
    }

    /// The last lines, for people and agents.
    public String tail() {
        List<String> lines = text().lines().filter(line -> !line.isBlank()).toList();
        StringBuilder shown = new StringBuilder();
        for (String line : lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())) {
            shown.append(Plain.text(line, LONGEST_LINE)).append('\n');
        }
        return shown.toString().stripTrailing();
    }
}
