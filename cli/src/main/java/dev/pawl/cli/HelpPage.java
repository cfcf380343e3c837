package dev.pawl.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/// The first page of the help: what the launcher does, what the gateway is asked, and what the exit codes mean.
final class HelpPage {

    private HelpPage() {}

    static void arrange(CommandLine commandLine) {
        commandLine.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, HelpPage::render);
        for (CommandLine command : commandLine.getSubcommands().values()) {
            command.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, Help::commandList);
        }
        commandLine.setUsageHelpWidth(100).setUsageHelpAutoWidth(true);
    }

    private static String render(Help help) {
        StringBuilder page = new StringBuilder();
        section(page, "On this machine:", launcher());
        section(page, "Through the gateway:", commands(help));
        section(page, "Exit codes:", exits());
        return page.toString();
    }

    private static Map<String, String> launcher() {
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("demo", "Show a bug being fixed, in your house, without a key.");
        commands.put("up", "Open the whole house: Temporal, PostgreSQL, S3, workers, gateway.");
        commands.put("down", "Close it; what runs goes on at the next 'up'.");
        commands.put("status", "Show each part of the house: address, process, memory, health.");
        commands.put("install", "Put Claude Code among Pawl's tools.");
        commands.put("test", "Run the tests, all of them or those of one module.");
        commands.put("bench", "Measure the house.");
        commands.put("lint", "Say what is wrong with a repository's agents.");
        return commands;
    }

    private static Map<String, String> commands(Help help) {
        Map<String, String> commands = new LinkedHashMap<>();
        help.subcommands()
                .forEach((name, command) -> commands.put(
                        name,
                        String.join(" ", command.commandSpec().usageMessage().description())));
        return commands;
    }

    private static Map<String, String> exits() {
        Map<String, String> exits = new LinkedHashMap<>();
        exits.put("0", "fine: fixed, sound, done");
        exits.put("1", "the answer is no: not fixed, unsound, or it stands still");
        exits.put("2", "the call makes no sense, or something is not set up");
        exits.put("3", "the run waits for a person");
        exits.put("4", "the run was cancelled");
        exits.put("5", "the gateway cannot be reached, or cannot answer now");
        exits.put("6", "the key is not valid, or may not do this");
        exits.put("7", "there is no such thing");
        exits.put("70", "a mistake in the command itself");
        return exits;
    }

    private static void section(StringBuilder page, String heading, Map<String, String> lines) {
        page.append(System.lineSeparator()).append(heading).append(System.lineSeparator());
        lines.forEach((name, text) ->
                page.append(String.format("  %-9s%s", name, text)).append(System.lineSeparator()));
    }
}
