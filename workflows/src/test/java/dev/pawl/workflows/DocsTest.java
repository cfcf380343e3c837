package dev.pawl.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The papers say what is so: the story that they show, the files that they link, the tests and settings that they
/// name.
final class DocsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final Pattern PREFIX =
            Pattern.compile("@(?:ConfigurationProperties|(EachProperty))\\(\"(pawl\\.[a-z0-9.-]+)\"\\)");
    private static final Pattern RECORD = Pattern.compile("public record \\w+\\((.*?)\\)\\s*\\{", Pattern.DOTALL);
    private static final Pattern COMPONENT = Pattern.compile(
            "(?:@Bindable\\(defaultValue = \"([^\"]*)\"\\)\\s+)?(?:@Nullable\\s+)?[\\w<>]+\\s+(\\w+)(?=,|\\s*$)");
    private static final Pattern SETTING = Pattern.compile(
            "PAWL_(?:ACCESS|AGENT|BUGFIX|CLAUDE_CODE|CODEC|DATABASE|GARBAGE|GATEWAY|GATE|KEYS|LOG|MODEL|ORIGIN|ROLE|S3|SANDBOX|SHUTDOWN|STATION|TELEMETRY|VITALS|WORKER|WORKSPACE)_\\w+");

    static List<Path> papers() {
        List<Path> papers = new ArrayList<>(files(ROOT.resolve("docs"), name -> name.endsWith(".md")));
        for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "deploy/compose/README.md")) {
            papers.add(ROOT.resolve(name));
        }
        return papers;
    }

    @Test
    void showsTheStoryAsItIs() {
        String story =
                read(ROOT.resolve("workflows/src/main/java/dev/pawl/workflows/lifecycle/bugfix/BugFixWorkflow.java"));
        String shown = read(ROOT.resolve("README.md")).replaceAll("(?s).*?```java\n(.*?)```.*", "$1");

        assertThat(shown).startsWith("private BugFixOutcome reproduce(");
        assertThat(story).contains(shown.replaceAll("(?m)^(?=.)", "    "));
    }

    @ParameterizedTest
    @MethodSource("papers")
    void linksOnlyToWhatIsThere(Path paper) {
        for (MatchResult link : LINK.matcher(read(paper)).results().toList()) {
            Path target = link.group(1).isEmpty() ? paper : paper.resolveSibling(link.group(1));
            assertThat(target).as("%s in %s", link.group(), paper).exists();
            if (link.group(2) != null) {
                assertThat(headings(target)).as("%s in %s", link.group(), paper).contains(link.group(2));
            }
        }
    }

    @Test
    void namesOnlyTestsThatThereAre() {
        List<String> tests = files(ROOT, name -> name.endsWith("Test.java")).stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .toList();
        List<String> named = Stream.of("docs/conformance.md", "docs/security.md")
                .flatMap(paper -> TEST.matcher(read(ROOT.resolve(paper))).results())
                .map(match -> match.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(tests).containsAll(named);
    }

    @Test
    void explainsEachSettingWithItsDefault() {
        List<String> rows = read(ROOT.resolve("docs/operating.md"))
                .lines()
                .filter(line -> line.startsWith("| `PAWL_"))
                .toList();

        assertThat(settings())
                .hasSizeGreaterThan(30)
                .allSatisfy((name, standard) -> assertThat(rows)
                        .as("%s with its default '%s' in docs/operating.md", name, standard)
                        .anyMatch(row -> row.contains("`" + name + "`") && row.contains(standard)));
    }

    @Test
    void explainsNoSettingThatThereIsNot() {
        List<String> known = new ArrayList<>(settings().keySet());
        known.addAll(List.of("PAWL_DATABASE_OWNER_USERNAME", "PAWL_DATABASE_OWNER_PASSWORD"));

        assertThat(SETTING.matcher(read(ROOT.resolve("docs/operating.md"))).results())
                .map(MatchResult::group)
                .isSubsetOf(known);
    }

    /// Every setting of a program by its variable, with its default or nothing.
    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        for (Path file : files(ROOT, name -> name.endsWith("Settings.java"))) {
            String source = read(file);
            for (MatchResult prefix : PREFIX.matcher(source).results().toList()) {
                if (!file.toString().contains("/src/main/")) {
                    continue;
                }
                MatchResult record =
                        RECORD.matcher(source).results().findFirst().orElseThrow();
                COMPONENT
                        .matcher(record.group(1).replace("@Parameter String name,", ""))
                        .results()
                        .forEach(component -> settings.put(
                                variable(root(prefix) + "." + component.group(2)),
                                Objects.requireNonNullElse(component.group(1), "")));
            }
        }
        return settings;
    }

    /// Where the operator names things, the papers say NAME.
    private static String root(MatchResult prefix) {
        return prefix.group(1) == null ? prefix.group(2) : prefix.group(2) + ".name";
    }

    private static String variable(String key) {
        return key.replaceAll("([A-Z])", "_$1").replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    private static List<String> headings(Path paper) {
        return read(paper)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                .toList();
    }

    private static List<Path> files(Path folder, Predicate<String> named) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> named.test(file.getFileName().toString())
                            && !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
