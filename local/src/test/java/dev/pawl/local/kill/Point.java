package dev.pawl.local.kill;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A place in the work of a program where something outside of it is changed.
enum Point {
    SUBMISSION_KEPT("dev/pawl/store/submission/Submissions", "accept", "gateway", "database"),
    ERRAND_CARRIED("dev/pawl/gateway/outbox/Starter", "carry", "gateway", "temporal"),
    ERRAND_DONE("dev/pawl/store/outbox/Outbox", "done", "gateway", "database"),
    STAGE_MOVED("dev/pawl/store/run/Runs", "move", "worker", "database"),
    RUN_ENDED("dev/pawl/store/run/Runs", "end", "worker", "database"),
    EVENTS_TOLD("dev/pawl/store/event/Events", "append", "worker", "database"),
    OBJECT_STORED("dev/pawl/store/blob/ObjectStore", "put", "worker", "objects"),
    BLOB_KEPT("dev/pawl/store/blob/Blobs", "put", "worker", "objects"),
    WORK_KEPT("dev/pawl/store/workspace/Workspaces", "keep", "worker", "database"),
    AGENT_BEGUN("dev/pawl/store/invocation/Invocations", "begin", "worker", "database"),
    CHECKPOINT_KEPT("dev/pawl/store/invocation/Invocations", "checkpoint", "worker", "database"),
    AGENT_ENDED("dev/pawl/activities/agent/Scribe", "ended", "worker", "database"),
    VERDICT_KEPT("dev/pawl/store/verdict/Verdicts", "record", "worker", "database"),
    PUSH_DONE("dev/pawl/activities/workspace/Delivery", "push", "worker", null),
    ACTIVITY_REPORTED("io/temporal/internal/worker/ActivityWorker$TaskHandlerImpl", "sendReply", "worker", "temporal");

    /// The server whose disk is nobody's to fill.
    static final String WITHOUT_A_DISK = "temporal";

    private final String type;
    private final String method;
    private final String program;
    private final @Nullable String server;

    Point(String type, String method, String program, @Nullable String server) {
        this.type = type;
        this.method = method;
        this.program = program;
        this.server = server;
    }

    /// As the weaver reads it.
    String line() {
        return "%s %s %s".formatted(type, method, name().toLowerCase(Locale.ROOT));
    }

    /// All of them.
    static List<String> lines() {
        return Stream.of(values()).map(Point::line).toList();
    }

    /// Whose work it is.
    boolean isOf(String part) {
        return part.startsWith(program);
    }

    /// The part of the house that holds what is changed here.
    Optional<String> server() {
        return Optional.ofNullable(server);
    }
}
