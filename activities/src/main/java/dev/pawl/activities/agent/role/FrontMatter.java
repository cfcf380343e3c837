package dev.pawl.activities.agent.role;

import dev.pawl.activities.process.Plain;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// YAML that is read key by key, and remembers where everything stands. What is wrong is taken down, and reading goes
/// on: whoever mends a file wants to hear all of it at once.
final class FrontMatter {

    private static final int LONGEST_SHOWN = 60;

    private final Node place;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final List<Fault> faults;
    private final int before;

    /// @param before how many lines stand before it in its file
    private FrontMatter(MappingNode node, List<Fault> faults, int before) {
        this.place = node;
        this.faults = faults;
        this.before = before;
        for (NodeTuple entry : node.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (values.put(key, entry.getValueNode()) != null) {
                fault(entry.getKeyNode(), "\"%s\" stands here a second time. Say it once.".formatted(shown(key)));
            }
            keys.put(key, entry.getKeyNode());
        }
    }

    /// Nothing where it is no YAML, or none that has keys.
    static @Nullable FrontMatter read(String text, int before, List<Fault> faults) {
        try {
            if (new Yaml(limits()).compose(new StringReader(text)) instanceof MappingNode root) {
                return new FrontMatter(root, faults, before);
            }
            faults.add(new Fault(before + 1, "The front matter has no keys. It begins with \"name: \"."));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
            faults.add(new Fault(before + 1 + line, "This is no YAML: %s.".formatted(shown(e.getProblem()))));
        } catch (YAMLException e) {
            faults.add(new Fault(before + 1, "This is no YAML: %s.".formatted(shown(e.getMessage()))));
        }
        return null;
    }

    void know(List<String> known) {
        keys.forEach((key, node) -> {
            if (!known.contains(key)) {
                fault(
                        node,
                        "\"%s\" means nothing here. There are: %s.".formatted(shown(key), String.join(", ", known)));
            }
        });
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /// The text of a key that must be there; empty where it is missing or wrong, which is taken down.
    String text(String key, int longest) {
        if (!has(key)) {
            fault(place, "\"%s\" is missing. Add it.".formatted(key));
            return "";
        }
        return text(values.get(key), "\"%s\"".formatted(key), longest);
    }

    int number(String key, int most) {
        Node node = values.get(key);
        if (node instanceof ScalarNode scalar && scalar.getValue().matches("[1-9][0-9]{0,5}")) {
            int number = Integer.parseInt(scalar.getValue());
            if (number <= most) {
                return number;
            }
        }
        fault(node, "\"%s\" is a whole number from 1 to %,d.".formatted(key, most));
        return most;
    }

    /// Words, each with where it stands.
    Map<String, Node> words(String key) {
        Map<String, Node> words = new LinkedHashMap<>();
        Node node = values.get(key);
        if (node == null) {
            return words;
        }
        if (!(node instanceof SequenceNode list)) {
            fault(node, "\"%s\" is a list, like [Read, Bash].".formatted(key));
            return words;
        }
        for (Node one : list.getValue()) {
            words.put(text(one, "Each of \"%s\"".formatted(key), 300), one);
        }
        words.remove("");
        return words;
    }

    /// What stands below a key that must be there.
    @Nullable
    FrontMatter below(String key) {
        if (!has(key)) {
            fault(place, "\"%s\" is missing. Add it.".formatted(key));
            return null;
        }
        return below(values.get(key), "\"%s\"".formatted(key));
    }

    @Nullable
    FrontMatter below(@Nullable Node node, String what) {
        if (node instanceof MappingNode mapping) {
            return new FrontMatter(mapping, faults, before);
        }
        fault(node, "%s has keys of its own.".formatted(what));
        return null;
    }

    @Nullable
    Node node(String key) {
        return values.get(key);
    }

    List<String> keys() {
        return new ArrayList<>(keys.keySet());
    }

    void fault(@Nullable Node node, String sentence) {
        Node at = node == null ? place : node;
        faults.add(new Fault(before + 1 + at.getStartMark().getLine(), sentence));
    }

    private String text(@Nullable Node node, String what, int longest) {
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
            fault(node, "%s is a text. Put it into quotes if it looks like something else.".formatted(what));
            return "";
        }
        String text = scalar.getValue().strip();
        if (text.isEmpty() || text.length() > longest || text.contains("\n")) {
            fault(node, "%s is one line of 1 to %,d characters.".formatted(what, longest));
            return "";
        }
        return text;
    }

    static String shown(@Nullable String text) {
        return Plain.text(String.valueOf(text), LONGEST_SHOWN);
    }

    /// No file of this kind needs an alias, and with aliases a small one can be made very large.
    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(20);
        return limits;
    }
}
