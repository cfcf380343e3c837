package dev.pawl.local.demo;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.Layout;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.install.ClaudeCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who plays the agent in the demo.
sealed interface Player {

    /// Its name among the runtimes.
    String CLAUDE_CODE = "claude-code";

    /// The models' provider, by the name that workers know.
    String PROVIDER = "anthropic";

    /// Where the person's key is looked for, unless settings name another place.
    String KEY = "ANTHROPIC_API_KEY";

    /// What the workers' settings of that provider begin with.
    String SETTINGS = "PAWL_MODEL_PROVIDERS_ANTHROPIC_";

    /// The address by which a house says that it has one.
    String SCRIPTED_MODEL = "scripted model";

    /// What carries the agent out.
    default String runtime() {
        return CLAUDE_CODE;
    }

    /// The agent's name there.
    default String agent() {
        return PROVIDER;
    }

    /// What is real about it, and what is not.
    List<String> confession();

    /// Whether it does what nobody wrote down before.
    default boolean isStranger() {
        return true;
    }

    /// How long nothing may happen.
    default Duration patience() {
        return Duration.ofSeconds(90);
    }

    /// What the house needs besides what the person has set.
    default Map<String, String> environment(Map<String, String> person) {
        return person;
    }

    /// What the house is opened with; whoever cannot play in it, open or closed, says why.
    default List<String> wishes(GuestHouse house) {
        return List.of();
    }

    /// A recording: the parts of the house may be killed while it plays.
    record Recording(boolean kills) implements Player {

        @Override
        public String runtime() {
            return "recorded";
        }

        @Override
        public String agent() {
            return kills ? "demo-kill" : "demo";
        }

        @Override
        public boolean isStranger() {
            return false;
        }

        @Override
        public List<String> confession() {
            return List.of(
                    "The agent is a recording: no model works, and nothing is bought. All the rest is real. It and the gates",
                    "run without a sandbox, because the house trusts what it has written itself.");
        }
    }

    /// The real Claude Code, which asks a script instead of a model.
    record ClaudeWithScript() implements Player {

        @Override
        public List<String> confession() {
            return List.of(
                    "The agent is the real Claude Code, with its real tools. What it asks of a model, a script answers:",
                    "no model works, and nothing is bought; the cost that is shown is made up.");
        }

        @Override
        public List<String> wishes(GuestHouse house) {
            if (house.isOpen() && house.findAddress(SCRIPTED_MODEL).isEmpty()) {
                throw mustClose(house, "its agents ask no scripted model");
            }
            refuseWithoutClaude(house);
            return List.of("--scripted-model=" + script(house.home()));
        }

        /// Where it lies, it is no part of a house yet: that may still be made.
        private static Path script(Home home) {
            Layout.current().check(home);
            Path script = home.create().run().resolve("demo-model.yaml");
            try {
                PrivateFiles.write(script, Sample.text("model.yaml"));
                return script;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /// The real Claude Code, which asks Anthropic's models with the person's key.
    record ClaudeWithKey(boolean hasKey) implements Player {

        @Override
        public List<String> confession() {
            return List.of(
                    "The agent is the real Claude Code, and a real model answers it: this costs money, and the model",
                    "may find another fix than the one you know, or none.");
        }

        /// A model thinks longer than a script.
        @Override
        public Duration patience() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Map<String, String> environment(Map<String, String> person) {
            Map<String, String> more = new HashMap<>(person);
            if (person.keySet().stream().noneMatch(name -> name.startsWith(SETTINGS + "KEY_"))) {
                more.put(SETTINGS + "KEY_VARIABLE", KEY);
            }
            return more;
        }

        @Override
        public List<String> wishes(GuestHouse house) {
            if (house.isOpen() && house.findAddress(SCRIPTED_MODEL).isPresent()) {
                throw mustClose(house, "its agents ask a scripted model");
            }
            refuseWithoutClaude(house);
            if (!house.isOpen() && !hasKey) {
                throw new HouseException(KEY + " is not set. Set it to your key, or leave --real away: then a script"
                        + " answers in the model's place.");
            }
            return List.of();
        }
    }

    private static void refuseWithoutClaude(GuestHouse house) {
        Path tools = house.home().tools();
        if (ClaudeCode.find(tools).isEmpty()) {
            throw new HouseException("There is no Claude Code in %s. Get it once with: %s install claude-code"
                    .formatted(tools, house.call()));
        }
    }

    private static HouseException mustClose(GuestHouse house, String why) {
        return new HouseException(
                "The house in %s is open, and %s. Close it with '%s down', where what runs is kept, and run this again."
                        .formatted(house.folder(), why, house.call()));
    }
}
