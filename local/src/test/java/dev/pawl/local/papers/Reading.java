package dev.pawl.local.papers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.papers.Paper.Command;
import dev.pawl.local.papers.Terminal.Said;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Does what papers say, command by command.
final class Reading {

    private final Terminal terminal;
    private final Map<String, UnaryOperator<String>> blanks;
    private final StringBuilder heard = new StringBuilder();

    /// @param blanks what papers leave to their reader to fill in, and what stands there for this one, who knows all
    ///     that was said before
    Reading(Terminal terminal, Map<String, UnaryOperator<String>> blanks) {
        this.terminal = terminal;
        this.blanks = blanks;
    }

    /// Fails where a command has no plan, where a plan has no command, and where a command does not do what is planned.
    void follow(List<Command> commands, List<Plan> plans) throws IOException, InterruptedException {
        assertThat(commands.stream().map(Command::words))
                .as("the commands of the paper, each of which needs a plan")
                .containsExactlyElementsOf(plans.stream().map(Plan::command).toList());
        Iterator<Plan> plan = plans.iterator();
        for (Command command : commands) {
            Said said = switch (plan.next()) {
                case Plan.Run run -> run(command.text(), run);
                case Plan.NotRun not -> run(not.instead().command(), not.instead());
            };
            heard.append(said.text()).append('\n');
        }
    }

    private Said run(String command, Plan.Run run) throws IOException, InterruptedException {
        Said said = terminal.run(filled(command));
        assertThat(said.exit()).as("%s%n%s", command, said.text()).isEqualTo(run.exit());
        assertThat(run.says())
                .as(command)
                .allSatisfy(words -> assertThat(said.text()).contains(words));
        return said;
    }

    /// What this reader types.
    String filled(String command) {
        String filled = command;
        for (Map.Entry<String, UnaryOperator<String>> blank : blanks.entrySet()) {
            if (filled.contains(blank.getKey())) {
                filled = filled.replace(blank.getKey(), blank.getValue().apply(heard.toString()));
            }
        }
        return filled;
    }
}
