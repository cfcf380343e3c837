package dev.pawl.local.program;

/// Where the house's own servers listen, and whether its Temporal forgets when it ends.
public record Servers(int databasePort, int objectsPort, int temporalPort, boolean temporalForgets) {}
