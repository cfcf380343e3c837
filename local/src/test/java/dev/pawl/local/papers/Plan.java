package dev.pawl.local.papers;

import java.util.List;

/// What a test does with a command of a paper.
sealed interface Plan {

    /// The command, without comments and on one line.
    String command();

    /// It is run as it stands: it ends with this number and says these words.
    record Run(String command, int exit, List<String> says) implements Plan {

        Run(String command, String... says) {
            this(command, 0, List.of(says));
        }
    }

    /// It is not run here.
    ///
    /// @param why why not, and what runs it instead
    /// @param instead what is run here, so that its words and options at least are known
    record NotRun(String command, String why, Run instead) implements Plan {

        private static final String NO_OPTION = "--no-such-option";

        /// The one option that there is not, is the only one that is refused.
        NotRun(String command, String why) {
            this(command, why, new Run(command + " " + NO_OPTION, 2, List.of("Unknown option: '" + NO_OPTION + "'")));
        }
    }
}
