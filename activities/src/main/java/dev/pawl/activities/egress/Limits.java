package dev.pawl.activities.egress;

import java.time.Duration;

/// How much one piece of work may ask of its way out.
///
/// @param connections at the same time
/// @param bytes that it may send and fetch in all
/// @param head how long it may take to say where it wants to go
/// @param silence how long nothing may come or go on a connection
record Limits(int connections, long bytes, Duration head, Duration silence) {

    static Limits ofBytes(long bytes) {
        return new Limits(256, bytes, Duration.ofSeconds(10), Duration.ofMinutes(5));
    }
}
