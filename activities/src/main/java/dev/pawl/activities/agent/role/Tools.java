package dev.pawl.activities.agent.role;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of tools: `Read`, `Bash(git log:*)`, `mcp__tracker__find`.
final class Tools {

    /// What Claude Code offers a program that is alone with its task. Others wait for a person, outlive the turn or
    /// call more agents.
    static final List<String> KNOWN = List.of(
            "Bash", "Edit", "Glob", "Grep", "NotebookEdit", "Read", "Skill", "Task", "WebFetch", "WebSearch", "Write");

    private static final Pattern FORM = Pattern.compile("(\\w[\\w-]{0,127})(?:\\(([A-Za-z0-9 ._/:*@=+~-]{1,200})\\))?");
    private static final String OF_A_SERVER = "mcp__";
    private static final String AND_MORE = ":*";

    private Tools() {}

    static boolean isWellFormed(String tool) {
        return FORM.matcher(tool).matches();
    }

    static boolean isKnown(String tool) {
        String name = name(tool);
        return KNOWN.contains(name) || name.startsWith(OF_A_SERVER);
    }

    /// Whether whoever may use the one may use the other: a tool covers each narrower use of it, a server each of its
    /// tools, `Bash(git:*)` also `Bash(git log:*)`.
    static boolean covers(String pattern, String tool) {
        if (pattern.equals(tool)) {
            return true;
        }
        String allowed = use(pattern);
        if (allowed.isEmpty()) {
            return name(tool).equals(pattern)
                    || (pattern.startsWith(OF_A_SERVER) && name(tool).startsWith(pattern + "__"));
        }
        String wished = use(tool);
        return name(pattern).equals(name(tool))
                && allowed.endsWith(AND_MORE)
                && (wished + " ").startsWith(start(allowed) + " ");
    }

    private static String start(String use) {
        return use.substring(0, use.length() - AND_MORE.length());
    }

    private static String name(String tool) {
        return part(tool, 1);
    }

    private static String use(String tool) {
        return part(tool, 2);
    }

    private static String part(String tool, int number) {
        Matcher parts = FORM.matcher(tool);
        return parts.matches() && parts.group(number) != null ? parts.group(number) : "";
    }
}
