package dev.pawl.workflows.port.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/// A run that waits for time to pass: nobody is asked, and nothing is held.
///
/// @param until when it goes on by itself
public record Parked(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant until, String reason) {}
