package dev.pawl.activities.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Users of ranges of their own, so that no other worker here has them.
final class UsersTest {

    /// No other build on this machine has the same.
    private static final int FIRST = 300_000 + (int) (ProcessHandle.current().pid() % 100_000) * 10;

    @Test
    void givesOneToEachAndTakesItBack() throws Exception {
        Users users = users(0);
        try (Users.User first = users.take();
                Users.User second = users(0).take()) {
            assertThat(first.word()).isEqualTo(Integer.toString(FIRST));
            assertThat(second.word()).isEqualTo(Integer.toString(FIRST + 1));
            assertThatThrownBy(users::take).hasMessageContaining("PAWL_SANDBOX_USERS");
        }
        try (Users.User again = users.take()) {
            assertThat(again.word()).isEqualTo(Integer.toString(FIRST));
        }
    }

    @Test
    void givesNoneWhereTheWorkerIsNotRoot() throws Exception {
        try (Users.User own = new Users("1-2", false).take()) {
            assertThat(own.word()).isEmpty();
        }
    }

    @Test
    void endsWhatADeadWorkerLeft() throws Exception {
        Process left = sleepAs(FIRST + 2);
        Process strangers = sleepAs(FIRST + 9);
        try {
            users(2).sweep();

            assertThat(left.waitFor()).isEqualTo(137);
            assertThat(strangers.isAlive()).isTrue();
        } finally {
            strangers.destroyForcibly();
        }
    }

    @Test
    void leavesAloneWhatALivingWorkerRuns() throws Exception {
        Users users = users(4);
        try (Users.User held = users.take()) {
            Process running = sleepAs(FIRST + 4);

            users.sweep();

            assertThat(running.isAlive()).isTrue();
            assertThat(held.end()).isOne();
        }
    }

    @Test
    void takesNothingButTwoNumbers() {
        for (String range : new String[] {"", "5", "0-4", "9-3", "a-b"}) {
            assertThatThrownBy(() -> new Users(range, true)).hasMessageContaining("PAWL_SANDBOX_USERS");
        }
    }

    private static Users users(int from) {
        return new Users("%d-%d".formatted(FIRST + from, FIRST + from + 1), true);
    }

    private static Process sleepAs(int user) throws IOException {
        Process process = new ProcessBuilder(
                        "setpriv", "--reuid", Integer.toString(user), "--clear-groups", "sleep", "6304")
                .start();
        while (!process.info().command().orElse("").endsWith("sleep")) {
            Thread.onSpinWait();
        }
        return process;
    }
}
