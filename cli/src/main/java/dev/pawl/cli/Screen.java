package dev.pawl.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.cli.client.Answer;
import java.io.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Where a command prints: as JSON for programs, as a table for people. Results go to stdout, remarks to stderr.
final class Screen {

    @Option(names = "--json", description = "Print the gateway's answer as JSON.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    <T> void show(Answer<T> answer, Consumer<T> forPeople) {
        if (json) {
            print(answer.json());
            return;
        }
        forPeople.accept(answer.view());
    }

    void print(JsonNode node) {
        line(node.toPrettyString());
    }

    void table(Table table) {
        table.lines().forEach(this::line);
    }

    void line(String line) {
        out().println(line);
        out().flush();
    }

    /// A document as it is, byte by byte; where a person reads it on a terminal, without what would move the cursor.
    void raw(byte[] document, OutputStream output) throws IOException {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        if (terminal) {
            out().print(new String(document, StandardCharsets.UTF_8).replaceAll("[\\p{Cc}&&[^\\n\\t\\r]]", "?"));
            out().flush();
            return;
        }
        output.write(document);
        output.flush();
    }

    /// Something that a person wants to know and a program does not.
    void remark(String line) {
        if (!json) {
            spec.commandLine().getErr().println(line);
            spec.commandLine().getErr().flush();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
