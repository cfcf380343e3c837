package dev.pawl.local.part;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Small requests to the parts on this machine; the JDK's small client, because the launcher stays small.
public final class LocalHttp {

    private LocalHttp() {}

    /// What was answered.
    public record Answer(int status, String body) {}

    /// Asks for a page.
    public static Answer get(String address, Duration patience) throws IOException {
        return send(address, null, patience);
    }

    /// Sends a JSON document.
    public static Answer post(String address, String json, Duration patience) throws IOException {
        return send(address, json, patience);
    }

    private static Answer send(String address, @Nullable String json, Duration patience) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection(java.net.Proxy.NO_PROXY);
        connection.setConnectTimeout((int) patience.toMillis());
        connection.setReadTimeout((int) patience.toMillis());
        connection.setInstanceFollowRedirects(false);
        try {
            if (json != null) {
                connection.setRequestMethod("POST");
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setDoOutput(true);
                connection.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            try (InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
                return new Answer(status, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } finally {
            connection.disconnect();
        }
    }
}
