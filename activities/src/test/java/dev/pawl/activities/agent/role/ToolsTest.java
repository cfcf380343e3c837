package dev.pawl.activities.agent.role;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToolsTest {

    @ParameterizedTest
    @CsvSource({
        "Read, Read, true",
        "Bash, Bash(git log:*), true",
        "Bash(git:*), Bash(git log:*), true",
        "Bash(git:*), Bash(git:*), true",
        "Bash(git log:*), Bash(git log --all), true",
        "mcp__db, mcp__db__query, true",
        "Bash(git:*), Bash, false",
        "Bash(git log:*), Bash(git:*), false",
        "Bash(git:*), Bash(gitk:*), false",
        "Bash(git log), Bash(git log --all), false",
        "Read, Edit, false",
        "mcp__db, mcp__dbx__query, false",
        "mcp__db__query, mcp__db, false",
        "Bash(:*), Edit(a), false",
    })
    void coversWhatIsNoWider(String allowed, String tool, boolean covered) {
        assertThat(Tools.covers(allowed, tool)).isEqualTo(covered);
    }
}
