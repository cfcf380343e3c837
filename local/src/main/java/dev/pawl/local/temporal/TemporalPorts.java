package dev.pawl.local.temporal;

/// Where the Temporal server listens.
public record TemporalPorts(int frontend, int ui, int api, int metrics) {}
