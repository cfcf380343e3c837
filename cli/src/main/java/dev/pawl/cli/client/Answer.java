package dev.pawl.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/// What the gateway answered: as it came, for `--json`, and read, for people.
public record Answer<T>(JsonNode json, T view) {}
