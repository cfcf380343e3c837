package dev.pawl.activities.agent.role;

import dev.pawl.activities.agent.role.Role.Limits;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/// Reads a role from Markdown with front matter, and says of each line that is wrong what to do about it.
final class RoleFile {

    static final int LARGEST = 64 * 1024;

    private static final List<String> KEYS =
            List.of("name", "description", "tier", "model", "tools", "denied", "limits", "output");
    private static final int LONGEST_DESCRIPTION = 200;
    private static final int MOST_TURNS = 1000;
    private static final int MOST_MINUTES = 7 * 24 * 60;
    private static final int MOST_HIDDEN = 5;
    private static final String FENCE = "---";

    private final String name;
    private final RoleSettings bounds;
    private final List<Fault> faults = new ArrayList<>();

    private RoleFile(String name, RoleSettings bounds) {
        this.name = name;
        this.bounds = bounds;
    }

    /// @param name what the file is called, without its ending
    /// @param required what an answer must hold at least
    /// @param bounds what the operator lets any role do
    static Reading read(String name, byte[] bytes, List<String> required, RoleSettings bounds) {
        RoleFile file = new RoleFile(name, bounds);
        Role role = file.role(bytes, required);
        file.faults.sort(Comparator.comparingInt(Fault::line));
        return new Reading(file.faults.isEmpty() ? role : null, file.faults);
    }

    private @Nullable Role role(byte[] bytes, List<String> required) {
        String text = text(bytes);
        if (text == null) {
            return null;
        }
        findHidden(text);
        List<String> lines = text.lines().toList();
        int end = lines.subList(Math.min(1, lines.size()), lines.size()).indexOf(FENCE) + 1;
        if (end == 0 || !lines.getFirst().equals(FENCE)) {
            faults.add(
                    new Fault(1, "The file begins with its front matter: a line \"---\", keys, and a line \"---\"."));
            return null;
        }
        String instructions =
                String.join("\n", lines.subList(end + 1, lines.size())).strip();
        if (instructions.isEmpty()) {
            faults.add(new Fault(end + 1, "Nothing stands below the front matter. Tell the agent there who it is."));
        }
        FrontMatter front = FrontMatter.read(String.join("\n", lines.subList(1, end)) + "\n", 1, faults);
        return front == null ? null : role(front, instructions, required);
    }

    private Role role(FrontMatter front, String instructions, List<String> required) {
        front.know(KEYS);
        if (!front.text("name", 40).equals(name) && front.has("name")) {
            front.fault(front.node("name"), "The name is that of the file: %s.".formatted(name));
        }
        return new Role(
                name,
                front.text("description", LONGEST_DESCRIPTION),
                tier(front),
                model(front),
                tools(front, "tools"),
                tools(front, "denied"),
                limits(front),
                new OutputSchema(front).read(required),
                instructions);
    }

    private static Tier tier(FrontMatter front) {
        String said = front.text("tier", 40);
        for (Tier tier : Tier.values()) {
            if (tier.word().equals(said)) {
                return tier;
            }
        }
        if (!said.isEmpty()) {
            front.fault(
                    front.node("tier"),
                    "There are these tiers: %s."
                            .formatted(Stream.of(Tier.values()).map(Tier::word).collect(Collectors.joining(", "))));
        }
        return Tier.WORKER;
    }

    private static @Nullable String model(FrontMatter front) {
        if (!front.has("model")) {
            return null;
        }
        String model = front.text("model", 100);
        if (!model.isEmpty() && !model.matches("[A-Za-z0-9][A-Za-z0-9._:/@\\[\\]-]*")) {
            front.fault(front.node("model"), "No model is called so. Leave it out, and the tier decides.");
        }
        return model;
    }

    private List<String> tools(FrontMatter front, String key) {
        if (key.equals("tools") && !front.has(key)) {
            front.fault(null, "\"tools\" is missing. Name what the agent may use, like [Read, Bash].");
        }
        Map<String, Node> tools = front.words(key);
        tools.forEach((tool, node) -> refuse(tool, key).ifPresent(sentence -> front.fault(node, sentence)));
        return List.copyOf(tools.keySet());
    }

    private Optional<String> refuse(String tool, String key) {
        String shown = FrontMatter.shown(tool);
        if (!Tools.isWellFormed(tool)) {
            return Optional.of("\"%s\" names no tool. It is written like Read, Bash(git log:*) or mcp__server__tool."
                    .formatted(shown));
        }
        if (!Tools.isKnown(tool)) {
            return Optional.of("There is no tool %s. There are: %s, and mcp__server__tool."
                    .formatted(shown, String.join(", ", Tools.KNOWN)));
        }
        if (key.equals("tools") && !bounds.allow(tool)) {
            return Optional.of(
                    "The tool %s is not allowed here. Allowed are: %s. The operator allows more in PAWL_ROLE_TOOLS."
                            .formatted(shown, String.join(", ", bounds.tools())));
        }
        return Optional.empty();
    }

    /// What the operator lets nobody do is no fault of the file: it gets less.
    private Limits limits(FrontMatter front) {
        FrontMatter limits = front.has("limits") ? front.below("limits") : null;
        if (limits == null) {
            return new Limits(bounds.turns(), null);
        }
        limits.know(List.of("turns", "minutes"));
        return new Limits(
                limits.has("turns") ? Math.min(limits.number("turns", MOST_TURNS), bounds.turns()) : bounds.turns(),
                limits.has("minutes") ? Duration.ofMinutes(limits.number("minutes", MOST_MINUTES)) : null);
    }

    private @Nullable String text(byte[] bytes) {
        if (bytes.length > LARGEST) {
            faults.add(new Fault(1, "The file has %,d bytes; it may have %,d.".formatted(bytes.length, LARGEST)));
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        boolean bad = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, out, true)
                .isError();
        if (bad) {
            faults.add(new Fault(line(bytes, in.position()), "This is no UTF-8. Save the file as UTF-8."));
            return null;
        }
        return out.flip().toString().replace("\r\n", "\n");
    }

    private static int line(byte[] bytes, int end) {
        int line = 1;
        for (int i = 0; i < end; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private void findHidden(String text) {
        int line = 1;
        int found = 0;
        for (int i = 0; i < text.length() && found < MOST_HIDDEN; i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            line += character == '\n' ? 1 : 0;
            if (Hidden.is(character)) {
                found++;
                faults.add(new Fault(
                        line,
                        "This line holds %s, which nobody sees and a model reads. Take it out."
                                .formatted(Hidden.name(character))));
            }
        }
    }
}
