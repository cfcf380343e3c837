package dev.pawl.local.kill;

/// What a program without care would leave out.
enum Naive {
    /// What was carried to Temporal is crossed out in the outbox.
    CROSSING_OUT("dev/pawl/store/outbox/Outbox", "done"),
    /// What came of an agent is kept before Temporal hears of it.
    KEEPING_RESULTS("dev/pawl/store/invocation/Invocations", "finish"),
    /// What a dead worker left is taken away by the next one.
    TIDYING_UP("dev/pawl/activities/station/Station", "tidy");

    private final String type;
    private final String method;

    Naive(String type, String method) {
        this.type = type;
        this.method = method;
    }

    /// As the weaver reads it.
    String line() {
        return "%s %s %s".formatted(type, method, Weaver.FORGOTTEN);
    }
}
