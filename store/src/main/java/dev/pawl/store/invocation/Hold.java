package dev.pawl.store.invocation;

/// The right to write to an invocation, until somebody else begins it.
public record Hold(String tenant, String runId, String step, long fence) {}
