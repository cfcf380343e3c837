package dev.pawl.cli.client;

import java.time.Duration;

/// A checkup to be done: so many rounds through every pool, with a pause between two of them.
public record CheckupRequest(int rounds, Duration pause) {}
