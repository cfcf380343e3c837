package dev.pawl.workflows.port;

/// Bytes that are too big for history, by what they are: the store gives them back.
public record Kept(String digest, long size, String mediaType) {}
