package dev.pawl.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A stream of server-sent events that tells of a run, read line by line and no faster than somebody asks.
public final class Happenings implements AutoCloseable {

    /// A gateway gives a sign of life every ten seconds: one that is silent for so long is gone without a word.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    private static final int LINES_AHEAD = 100;

    private final Wire wire;
    private final InputStream body;
    private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(LINES_AHEAD);
    private final Thread reader;
    private final StringBuilder data = new StringBuilder();
    private String name = "";

    Happenings(Wire wire, InputStream body) {
        this.wire = wire;
        this.body = body;
        this.reader = Thread.ofVirtual().name("happenings").start(this::read);
    }

    /// Waits for what is told next. After [Told.Broken] there is no more.
    public Told next() {
        while (true) {
            Optional<String> line = line();
            if (line.isEmpty()) {
                return broken("The connection to the gateway broke off.");
            }
            if (line.get().startsWith(":")) {
                return new Told.Quiet();
            }
            Told told = line.get().isEmpty() ? told() : null;
            if (told != null) {
                return told;
            }
            keep(line.get());
        }
    }

    @Override
    public void close() {
        reader.interrupt();
        try {
            body.close();
        } catch (IOException _) {
            // it was broken before, and nobody wants more of it
        }
    }

    private Optional<String> line() {
        try {
            Optional<String> line = lines.poll(LONGEST_SILENCE.toSeconds(), TimeUnit.SECONDS);
            return line == null ? Optional.empty() : line;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Complaint(Exit.UNREACHABLE, "The command was stopped while it listened to the gateway.");
        }
    }

    /// What the lines up to an empty one say; null where they say nothing that is known here.
    private @Nullable Told told() {
        String said = data.toString();
        Told told = switch (name) {
            case "event" -> new Told.Happened(wire.read(said, EventsView.Event.class));
            case "run" -> new Told.Moved(wire.read(said, RunView.class));
            case "end" -> new Told.Ended(wire.read(said, RunView.class));
            case "lost" -> broken(wire.read(said, Problem.class).view().sentence(503));
            default -> null;
        };
        name = "";
        data.setLength(0);
        return told;
    }

    private void keep(String line) {
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = line.substring(colon + 1);
        if (field.equals("event")) {
            name = value.strip();
        } else if (field.equals("data") && colon > 0) {
            data.append(value).append('\n');
        }
    }

    private static Told broken(String sentence) {
        return new Told.Broken(new Unreachable(null, sentence));
    }

    private void read() {
        try {
            readLines();
            lines.put(Optional.empty());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody listens any more
        }
    }

    private void readLines() throws InterruptedException {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                lines.put(Optional.of(line));
            }
        } catch (IOException _) {
            // a connection that is cut ends the stream as one that is closed does
        }
    }
}
