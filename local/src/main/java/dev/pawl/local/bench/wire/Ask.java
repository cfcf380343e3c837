package dev.pawl.local.bench.wire;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/// One request, written down once and sent as often as wanted.
public final class Ask {

    private final byte[] bytes;

    private Ask(String head, String body) {
        bytes = (head + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    /// Asks for what is there; without a key where none is needed.
    public static Ask get(URI server, String path, String key) {
        return new Ask(head("GET", server, path, key), "");
    }

    /// Hands a JSON document in.
    public static Ask post(URI server, String path, String key, String document) {
        int length = document.getBytes(StandardCharsets.UTF_8).length;
        return new Ask(
                head("POST", server, path, key) + "Content-Type: application/json\r\nContent-Length: " + length
                        + "\r\n",
                document);
    }

    /// The same, as a stream of events.
    public static Ask watch(URI server, String path, String key) {
        return new Ask(head("GET", server, path, key) + "Accept: text/event-stream\r\n", "");
    }

    byte[] bytes() {
        return bytes;
    }

    private static String head(String method, URI server, String path, String key) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n"
                + (key.isEmpty() ? "" : "Authorization: Bearer " + key + "\r\n");
    }
}
