package dev.pawl.gateway.outbox;

import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.sandbox.Level;
import java.time.Instant;

/// What a story waits for that nobody takes up.
///
/// @param reason in a sentence, with what can be done about it
/// @param since when the story asked for it
record Standstill(String reason, Instant since) {

    static Standstill at(String taskQueue, Instant since) {
        for (Queue pool : Queue.values()) {
            for (Level level : Level.values()) {
                if (level != Level.NONE && pool.taskQueue(level).equals(taskQueue)) {
                    return new Standstill(
                            ("It waits for a worker of the pool %s that offers the sandbox %s; none is there, or all are "
                                            + "busy. A worker's log and its /ready say why it offers less.")
                                    .formatted(pool.taskQueue(), level.word()),
                            since);
                }
            }
        }
        return new Standstill(
                "It waits for a worker of the pool %s; none is there, or all are busy.".formatted(taskQueue), since);
    }
}
