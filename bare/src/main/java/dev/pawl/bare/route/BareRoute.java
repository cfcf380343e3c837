package dev.pawl.bare.route;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The HTTP server, with the gateway's own settings of the framework, and nothing of the gateway's: no keys, no audit,
/// no tenants.
public final class BareRoute {

    private BareRoute() {}

    /// Answers until nobody holds its standard input any more.
    ///
    /// @param words the port, the database, who reads there, and the file with the password
    public static void start(String[] words) throws IOException {
        ApplicationContext context = ApplicationContext.builder()
                .properties(Map.of(
                        "micronaut.server.host",
                        "127.0.0.1",
                        "micronaut.server.port",
                        words[0],
                        "micronaut.server.thread-selection",
                        "BLOCKING",
                        "micronaut.server.date-header",
                        false,
                        "micronaut.executors.io.virtual",
                        true,
                        "micronaut.serde.serialization.inclusion",
                        "NON_NULL",
                        "bare.url",
                        words[1],
                        "bare.username",
                        words[2],
                        "bare.password",
                        Files.readString(Path.of(words[3])).strip()))
                .start();
        context.getBean(EmbeddedServer.class).start();
        System.out.println("listening");
        while (System.in.read() >= 0) {
            // Whoever started it says nothing more.
        }
        System.exit(0);
    }
}
