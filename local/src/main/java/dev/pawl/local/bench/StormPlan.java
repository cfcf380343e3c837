package dev.pawl.local.bench;

import java.time.Duration;

/// How hard a storm is.
///
/// @param runs how many bug fixes go on at once
/// @param killEvery how long it is from one kill to the next
/// @param kills after so many there is calm; 0, they end with the last run
/// @param heartbeat how long a worker may be silent before another takes its agents over
/// @param within how long after that its agents may take at p95 until they go on
/// @param sandbox what the agents and gates are shut in, as a request says it
/// @param learns whether the house's programs make their start-up caches first
record StormPlan(
        int runs, Duration killEvery, int kills, Duration heartbeat, Duration within, String sandbox, boolean learns) {

    /// A run's name in what it asks of the model.
    static String conversation(int number) {
        return "storm " + number;
    }

    /// How long an agent may stand still whose worker was killed.
    Duration toResume() {
        return heartbeat.plus(within);
    }
}
