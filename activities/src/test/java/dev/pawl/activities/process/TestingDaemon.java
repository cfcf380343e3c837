package dev.pawl.activities.process;

/// What a program leaves that does not want to end: it forks, leaves its session, ignores being asked, and lives on.
public final class TestingDaemon {

    private TestingDaemon() {}

    /// A line for a shell that starts two of them.
    ///
    /// @param seconds how long they would live: what they are known by
    public static String script(int seconds) {
        return "trap '' TERM; setsid sh -c 'trap \"\" TERM; sleep %1$d & wait' & setsid sh -c 'sleep %1$d' & "
                .formatted(seconds);
    }

    public static boolean isRunning(int seconds) {
        return count(seconds) > 1;
    }

    public static long count(int seconds) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").endsWith("sleep " + seconds))
                .count();
    }
}
