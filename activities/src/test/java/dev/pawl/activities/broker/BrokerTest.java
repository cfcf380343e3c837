package dev.pawl.activities.broker;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What all tests of the broker stand on: one broker, and a provider behind it.
abstract class BrokerTest {

    /// What the end of an answer makes of it: 1,523 millionths of a dollar.
    static final long ONE_ANSWER = 1523;

    @TempDir
    Path folder;

    TestingBroker broker;

    @BeforeEach
    void open() throws IOException {
        broker = TestingBroker.in(folder);
    }

    @AfterEach
    void close() {
        broker.close();
    }
}
