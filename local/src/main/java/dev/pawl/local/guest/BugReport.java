package dev.pawl.local.guest;

/// A bug that a recorded agent is to fix.
public record BugReport(String repository, String title, String report, String recording) {}
