package dev.pawl.local.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.papers.Paper.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A paper whose commands are wrong is found out.
final class ReadingTest {

    private static final String PAPER = """
            # A paper

            Say `what` you want:

                word=hello
                echo "$word" \\
                    world   # says it
                echo '{"a": "b",
                  "it": "# goes on"}'

            ```java
                int ignored = 1;
            ```

            ## More

            - a list
            ```sh
            cat <file>

            false
            ```
            """;

    @TempDir
    Path folder;

    @Test
    void findsTheCommandsOfAPaper() {
        assertThat(new Paper(PAPER).commands().stream().map(Command::words))
                .containsExactly(
                        "word=hello",
                        "echo \"$word\" world",
                        "echo '{\"a\": \"b\", \"it\": \"# goes on\"}'",
                        "cat <file>",
                        "false");
        assertThat(new Paper(PAPER).section("More").commands()).hasSize(2);
        assertThatThrownBy(() -> new Paper("    echo 'no end").commands()).hasMessageContaining("does not end");
        assertThatThrownBy(() -> new Paper(PAPER).section("Less")).hasMessageContaining("Less");
    }

    @Test
    void runsThemInOneShellAndFillsTheirBlanks() throws Exception {
        follow(
                PAPER,
                new Plan.Run("word=hello"),
                new Plan.Run("echo \"$word\" world", "hello world\n"),
                new Plan.Run("echo '{\"a\": \"b\", \"it\": \"# goes on\"}'", "\n  \"it\": \"# goes on\"}"),
                new Plan.Run("cat <file>", "hello, said before"),
                new Plan.Run("false", 1, List.of()));
    }

    @Test
    void failsWhereACommandDoesNotWork() {
        assertFails("    ./pawl fixx", new Plan.Run("./pawl fixx"), "not found");
        assertFails("    false", new Plan.Run("false"), "1");
        assertFails("    echo no", new Plan.Run("echo no", "yes"), "yes");
        assertFails("    echo ok; exit 0", new Plan.Run("echo ok; exit 0"), "The shell ended");
        assertFails("    echo )", new Plan.Run("echo )"), "yntax error");
    }

    @Test
    void failsWhereWhatIsDoneInsteadDoesNotWork() {
        assertFails("    dear", new Plan.NotRun("dear", "it is dear", new Plan.Run("ls nowhere")), "nowhere");
        assertFails("    cat --kll", new Plan.NotRun("cat --kll", "it is dear"), "--kll");
    }

    @Test
    void failsWhereACommandHasNoPlanOrAPlanNoCommand() {
        assertFails("    true\n    echo new", new Plan.Run("true"), "echo new");
        assertThatThrownBy(() -> follow("    true", new Plan.Run("true"), new Plan.Run("echo gone")))
                .hasMessageContaining("echo gone");
    }

    private void assertFails(String paper, Plan plan, String why) {
        assertThatThrownBy(() -> follow(paper, plan))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }

    private void follow(String paper, Plan... plans) throws Exception {
        try (Terminal terminal = new Terminal(folder.resolve("typed"), folder, Map.of("PATH", "/usr/bin:/bin"))) {
            Files.writeString(folder.resolve("a file"), "hello, said before\n");
            new Reading(terminal, Map.of("<file>", _ -> "'a file'"))
                    .follow(new Paper(paper).commands(), List.of(plans));
        }
    }
}
