package dev.pawl.local.status;

import java.util.List;

/// A report as a person reads it.
public final class StatusText {

    private static final String ROW = "  %-10s %-9s %-34s %8s %9s  %s%n";
    private static final long MEGABYTE = 1024 * 1024;

    private StatusText() {}

    /// The whole text.
    public static String of(StatusReport report) {
        StringBuilder text = new StringBuilder("The house in " + report.home() + " is " + said(report) + ".\n");
        if (!report.parts().isEmpty()) {
            text.append(String.format("%n" + ROW, "PART", "STATE", "ADDRESS", "PROCESS", "MEMORY", "HEALTH"));
            report.parts().forEach(part -> text.append(row(part)));
            text.append(String.format("%nAll Java processes together hold %s.%n", megabytes(report.javaMemoryBytes())));
        }
        report.addresses().forEach((name, address) -> text.append(String.format("  %-16s %s%n", name, address)));
        List<String> warnings = report.warnings();
        warnings.forEach(warning -> text.append("\nWARNING: ").append(warning).append('\n'));
        return text.toString().stripTrailing();
    }

    private static String said(StatusReport report) {
        return switch (report.state()) {
            case "left" ->
                "not closed: its launcher was killed, and the parts below still run. End them with ./pawl down,"
                        + " or open the house again with ./pawl up";
            case "open" -> "open (launcher: process " + report.launcherPid() + ")";
            default -> report.state();
        };
    }

    private static String row(PartStatus part) {
        String health = part.health() + (part.reason() == null ? "" : ": " + part.reason());
        return String.format(
                ROW,
                part.name(),
                part.state(),
                part.address(),
                part.pid() == null ? "-" : part.pid(),
                part.pid() == null ? "-" : megabytes(part.memoryBytes()),
                part.restarts() == 0 ? health : health + " (restarts: " + part.restarts() + ")");
    }

    private static String megabytes(long bytes) {
        return bytes / MEGABYTE + " MB";
    }
}
