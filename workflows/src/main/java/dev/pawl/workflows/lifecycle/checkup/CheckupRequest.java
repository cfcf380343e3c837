package dev.pawl.workflows.lifecycle.checkup;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;

/// How often every pool is probed, how long the story sleeps between two rounds, and how long a part or a pool may be
/// away before that is a finding.
public record CheckupRequest(
        String tenant,
        int rounds,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration pause,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration patience) {}
