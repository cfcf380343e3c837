package dev.pawl.activities.agent.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LintTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void findsNothingWrongWithWhatThePapersShow() throws IOException {
        write("developer.md", example());

        assertThat(lint(Map.of())).isZero();
        assertThat(said()).isEqualTo("1 files, 0 faults.\n");
    }

    @Test
    void saysFileAndLineOfAllThatIsWrong() throws IOException {
        write("developer.md", example().replace("tier: worker", "tier: boss"));
        write("NOTES.txt", "Who does what.");

        assertThat(lint(Map.of())).isEqualTo(1);
        assertThat(said())
                .contains(folder.resolve(".pawl/agents/developer.md") + ":4: There are these tiers")
                .contains("NOTES.txt:1: Agents are plain files")
                .endsWith("2 files, 2 faults.\n");
    }

    @Test
    void knowsWhatTheOperatorAllows() throws IOException {
        write("developer.md", example());

        assertThat(lint(Map.of("PAWL_ROLE_TOOLS", "Read,Grep"))).isEqualTo(1);
        assertThat(said()).contains("The tool Bash is not allowed here. Allowed are: Read, Grep.");
    }

    @Test
    void hasNothingToSayOfARepositoryWithoutAgents() {
        assertThat(lint(Map.of())).isZero();
        assertThat(said()).contains("There is no folder");
    }

    @Test
    void refusesACallThatMakesNoSense() {
        assertThat(Lint.run(new String[] {"a", "b"}, Map.of(), stream(), stream()))
                .isEqualTo(2);
        assertThat(Lint.run(new String[] {folder.resolve("none").toString()}, Map.of(), stream(), stream()))
                .isEqualTo(2);
        assertThat(said()).contains("Usage: pawl lint", "There is no folder " + folder.resolve("none") + ".");
    }

    private static String example() throws IOException {
        Matcher shown = Pattern.compile("````markdown\n(.*?)````", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "agents.md")));
        assertThat(shown.find()).isTrue();
        return shown.group(1);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve(".pawl/agents")).resolve(name), text);
    }

    private int lint(Map<String, String> environment) {
        return Lint.run(new String[] {folder.toString()}, environment, stream(), stream());
    }

    private PrintStream stream() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
