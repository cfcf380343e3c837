package dev.pawl.local.papers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The commands of a paper in Markdown, in their order: what is indented by four, and what is fenced as `sh`.
record Paper(String text) {

    private static final String INDENT = "    ";
    private static final String FENCE = "```";
    private static final String FENCE_OF_COMMANDS = "```sh";

    /// One of them, with its comments and line breaks, as it stands.
    record Command(String text) {

        private static final Pattern COMMENT = Pattern.compile("(?m)\\s#\\s.*$");
        private static final Pattern GAP = Pattern.compile("(?:\\s|\\\\\n)+");

        /// The same without comments, on one line.
        String words() {
            return GAP.matcher(COMMENT.matcher(text).replaceAll(""))
                    .replaceAll(" ")
                    .strip();
        }
    }

    static Paper at(Path file) throws IOException {
        return new Paper(Files.readString(file));
    }

    /// What stands below a heading, up to the next one of any depth.
    Paper section(String heading) {
        List<String> lines = new ArrayList<>();
        boolean isBelow = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith("#")) {
                isBelow = line.replaceAll("^#+ ", "").equals(heading);
            } else if (isBelow) {
                lines.add(line);
            }
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("There is nothing below a heading '" + heading + "'.");
        }
        return new Paper(String.join("\n", lines));
    }

    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        StringBuilder begun = new StringBuilder();
        for (String line : typed()) {
            begun.append(begun.isEmpty() ? "" : "\n").append(line);
            if (isWhole(begun.toString())) {
                commands.add(new Command(begun.toString()));
                begun.setLength(0);
            }
        }
        if (!begun.isEmpty()) {
            throw new IllegalArgumentException("This command does not end: " + begun);
        }
        return List.copyOf(commands);
    }

    private List<String> typed() {
        List<String> typed = new ArrayList<>();
        String fence = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith(FENCE)) {
                fence = fence.isEmpty() ? line : "";
            } else if (fence.equals(FENCE_OF_COMMANDS) && !line.isBlank()) {
                typed.add(line);
            } else if (fence.isEmpty() && line.startsWith(INDENT) && !line.isBlank()) {
                typed.add(line.substring(INDENT.length()));
            }
        }
        return typed;
    }

    /// Whether a shell would carry it out, or waits for the end of a quotation or of a line that goes on.
    private static boolean isWhole(String command) {
        char quote = 0;
        boolean isComment = false;
        for (int at = 0; at < command.length(); at++) {
            char now = command.charAt(at);
            if (isComment) {
                isComment = now != '\n';
            } else if (quote != 0) {
                quote = now == quote ? 0 : quote;
            } else if (now == '\'' || now == '"') {
                quote = now;
            } else {
                isComment = now == '#' && (at == 0 || Character.isWhitespace(command.charAt(at - 1)));
            }
        }
        return quote == 0 && !command.endsWith("\\");
    }
}
