package dev.pawl.local.bench.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/// One who watches a run and is told of each event.
public final class Watcher implements Closeable {

    private static final int SMALL = 1024;
    private static final String NAME = "event:";
    private static final String NUMBER = "id:";
    private static final String DATA = "data:";

    private final Wire wire;
    private final InputStream stream;

    public Watcher(URI server, String path, String key) throws IOException {
        wire = new Wire(server, SMALL);
        stream = wire.open(Ask.watch(server, path, key));
    }

    /// Something that a watcher was told.
    ///
    /// @param name what it is: an event, the run, or its end
    public record Told(String name, String number, String data) {}

    /// Waits for the next thing that has a name.
    public Told next() throws IOException {
        String name = "";
        String number = "";
        String data = "";
        while (true) {
            String line = Wire.line(stream);
            if (line.startsWith(NAME)) {
                name = line.substring(NAME.length()).strip();
            } else if (line.startsWith(NUMBER)) {
                number = line.substring(NUMBER.length()).strip();
            } else if (line.startsWith(DATA)) {
                data = line.substring(DATA.length()).strip();
            } else if (line.isEmpty() && !name.isEmpty()) {
                return new Told(name, number, data);
            }
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
