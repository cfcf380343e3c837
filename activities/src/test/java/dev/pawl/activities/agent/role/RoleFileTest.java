package dev.pawl.activities.agent.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.agent.role.Role.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoleFileTest {

    private static final RoleSettings BOUNDS = new RoleSettings(List.of("Read", "Bash(git:*)"), 50, null, null, null);

    /// Each key on a line of its own, from line 2.
    private static final String FINE = """
            ---
            name: mender
            description: Mends it.
            tier: worker
            model: a-model
            tools: [Read, "Bash(git log:*)"]
            denied: [WebFetch]
            limits: {turns: 20, minutes: 30}
            output:
              type: object
              required: [status, summary]
              properties:
                status: {enum: [done, declined]}
                summary: {type: string}
            ---

            Mend it.

            Then rest.
            """;

    @Test
    void readsAllThatAFileSays() {
        assertThat(read(FINE).faults()).isEmpty();
        assertThat(read(FINE).role())
                .isEqualTo(new Role(
                        "mender",
                        "Mends it.",
                        Tier.WORKER,
                        "a-model",
                        List.of("Read", "Bash(git log:*)"),
                        List.of("WebFetch"),
                        new Limits(20, Duration.ofMinutes(30)),
                        "{\"type\":\"object\",\"required\":[\"status\",\"summary\"],\"properties\":"
                                + "{\"status\":{\"enum\":[\"done\",\"declined\"]},\"summary\":{\"type\":\"string\"}}}",
                        "Mend it.\n\nThen rest."));
    }

    @Test
    void readsFilesOfOtherSystems() {
        assertThat(read(FINE.replace("\n", "\r\n")).role()).isEqualTo(read(FINE).role());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    name: mender           | name: other              | 2  | The name is that of the file: mender.
                    name: mender           | nome: mender             | 2  | "nome" means nothing here. There are: name,
                    description: Mends it. | description: 7           | 3  | "description" is a text.
                    description: Mends it. | description: [a]         | 3  | "description" is a text.
                    description: Mends it. | name: mender             | 3  | "name" stands here a second time.
                    tier: worker           | tier: boss               | 4  | There are these tiers: architect, manager, worker.
                    model: a-model         | model: rm -rf /          | 5  | No model is called so.
                    tools: [Read,          | tools: [Reed,            | 6  | There is no tool Reed. There are: Bash,
                    tools: [Read,          | tools: [Edit,            | 6  | The tool Edit is not allowed here. Allowed are: Read, Bash(git:*).
                    tools: [Read,          | tools: ["Bash(ls;id)",   | 6  | "Bash(ls;id)" names no tool.
                    (git log:*)            | (ls:*)                   | 6  | The tool Bash(ls:*) is not allowed here.
                    denied: [WebFetch]     | denied: WebFetch         | 7  | "denied" is a list
                    turns: 20              | turns: many              | 8  | "turns" is a whole number from 1 to 1,000.
                    turns: 20              | turns: -1                | 8  | "turns" is a whole number from 1 to 1,000.
                    minutes: 30            | hours: 1                 | 8  | "hours" means nothing here. There are: turns, minutes.
                    type: object           | type: thing              | 10 | There are these types: object,
                    type: object           | type: string             | 10 | An answer is an object
                    [status, summary]      | [status]                 | 11 | Every answer of this agent holds "summary"
                    [status, summary]      | [status, summary, color] | 11 | "color" is required, and no property is called so.
                    [done, declined]       | [done, failed]           | 13 | An answer says how it ended
                    summary: {type: string | summary: {typo: string   | 14 | "typo" means nothing here.
                    summary: {type: string | summary: {maxLength: x, type: string | 14 | "maxLength" is a whole number.
                    summary: {type: string | summary: {additionalProperties: 1, type: string | 14 | "additionalProperties" is true
                    summary: {type: string | summary: {enum: [], type: string | 14 | "enum" names what
                    summary: {type: string | summary: {$ref: string   | 14 | "$ref" means nothing here.
                    """)
    void saysWhatIsWrongAndInWhichLine(String fine, String wrong, int line, String sentence) {
        assertThat(FINE).contains(fine);

        Reading reading = read(FINE.replaceFirst(Pattern.quote(fine), Matcher.quoteReplacement(wrong)));

        assertThat(reading.role()).isNull();
        assertThat(reading.faults()).anySatisfy(fault -> {
            assertThat(fault.sentence()).startsWith(sentence);
            assertThat(fault.line()).isBetween(line == 13 ? 12 : line, line);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "description", "tier", "tools", "output"})
    void missesWhatMustBeThere(String key) {
        String without = FINE.replaceAll("(?m)^%s:.*\\n(  .*\\n)*".formatted(key), "");

        assertThat(read(without).faults())
                .extracting(Fault::sentence)
                .anyMatch(sentence -> sentence.startsWith("\"%s\" is missing.".formatted(key)));
    }

    @Test
    void saysAllThatIsWrongAtOnceInTheOrderOfLines() {
        String wrong = FINE.replace("tier: worker", "tier: boss")
                .replace("turns: 20", "turns: 0")
                .replace("Mends it.", "7");

        assertThat(read(wrong).faults()).extracting(Fault::line).containsExactly(3, 4, 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x202e, 0x2066, 0x200b, 0x200d, 0xfeff, 0xad, 0xe0041, 0xfe0f, 0x3164, 0x1b, 0xd})
    void refusesWhatAPersonDoesNotSee(int character) {
        String wrong = FINE.replace("Then rest.", "Then" + Character.toString(character) + " rest.");

        assertThat(read(wrong).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(19);
            assertThat(fault.sentence()).contains("U+%04X".formatted(character));
        });
        assertThat(read(FINE.replace("Then rest.", "Dann ruhe für immer – 終わり ✓"))
                        .faults())
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoFileOfThisKind() {
        assertThat(read("Mend it.\n").faults())
                .containsExactly(new Fault(
                        1, "The file begins with its front matter: a line \"---\", keys, and a line \"---\"."));
        assertThat(read("").faults()).hasSize(1);
        assertThat(read("---\n- a\n---\nx\n").faults().getFirst().sentence()).contains("has no keys");
        assertThat(read(FINE.replace("model: a-model", "model: [a")).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.sentence()).startsWith("This is no YAML"));
        assertThat(read(FINE.substring(0, FINE.indexOf("Mend it."))).faults())
                .containsExactly(
                        new Fault(15, "Nothing stands below the front matter. Tell the agent there who it is."));
        assertThat(read(FINE + "x".repeat(70_000)).faults().getFirst().sentence())
                .contains("it may have 65,536");
    }

    @Test
    void refusesWhatIsNoUtf8InItsLine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("---\nname: mender\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(new byte[] {'a', (byte) 0xe4, 'b', '\n'});

        assertThat(RoleFile.read("mender", bytes.toByteArray(), List.of(), BOUNDS)
                        .faults())
                .containsExactly(new Fault(3, "This is no UTF-8. Save the file as UTF-8."));
    }

    @Test
    void refusesAliasesOfWhatIsLarge() {
        assertThat(read(FINE.replace("tools: [", "tools: &a [").replace("denied: [WebFetch]", "denied: *a"))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.sentence()).startsWith("This is no YAML"));
    }

    @Test
    void grantsNoMoreTurnsThanTheOperatorDoes() {
        assertThat(read(FINE.replace("turns: 20", "turns: 900")).role())
                .satisfies(role -> assertThat(role.limits().turns()).isEqualTo(50));
        assertThat(read(FINE.replace("limits: {turns: 20, minutes: 30}\n", "")).role())
                .satisfies(role -> assertThat(role.limits()).isEqualTo(new Limits(50, null)));
    }

    private static Reading read(String text) {
        return RoleFile.read("mender", text.getBytes(StandardCharsets.UTF_8), List.of("status", "summary"), BOUNDS);
    }
}
