package dev.pawl.activities.sandbox;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What tests of the sandbox stand on: one that is shut, and beside it none.
abstract class SandboxTest {

    @TempDir
    Path folder;

    TestingSandbox worker;
    Sandbox shut;
    Sandbox bare;

    @BeforeEach
    void open() {
        worker = TestingSandbox.in(folder);
        shut = worker.bubblewrap();
        bare = worker.bare();
    }

    @AfterEach
    void close() {
        worker.close();
    }
}
