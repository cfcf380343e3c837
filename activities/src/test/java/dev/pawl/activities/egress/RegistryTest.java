package dev.pawl.activities.egress;

import dev.pawl.activities.egress.TestingExit.Client;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What tests of the exit stand on: one machine outside, which is the registry that an exit leads to.
@Timeout(60)
abstract class RegistryTest {

    static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

    @TempDir
    Path folder;

    Outside outside;

    @BeforeEach
    void open() throws IOException {
        outside = Outside.saying(ANSWER);
    }

    @AfterEach
    void close() throws IOException {
        outside.close();
    }

    TestingExit toRegistry() throws IOException {
        return toRegistry(new Limits(10, 1 << 20, Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }

    TestingExit toRegistry(Limits limits) throws IOException {
        EgressSettings settings = TestingExit.settings(registry(), "registry.test", null);
        return TestingExit.to(folder, settings, limits, Map.of("registry.test", "127.0.0.1"));
    }

    String registry() {
        return "registry.test:" + outside.port();
    }

    static String answer(TestingExit exit, String authority) throws IOException {
        try (Client client = exit.client().connect(authority)) {
            return client.hearAll();
        }
    }

    static String said(TestingExit exit, String said) throws IOException {
        try (Client client = exit.client().say(said)) {
            return client.hearAll();
        }
    }
}
