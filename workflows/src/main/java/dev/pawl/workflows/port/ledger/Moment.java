package dev.pawl.workflows.port.ledger;

/// Where a story stands when it asks for something: whoever carries that out writes it down first, in order of
/// revision.
public record Moment(String tenant, String run, long revision, String stage) {}
