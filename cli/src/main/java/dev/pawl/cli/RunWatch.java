package dev.pawl.cli;

import dev.pawl.cli.client.Answer;
import dev.pawl.cli.client.Gateway;
import dev.pawl.cli.client.RunView;

/// Tells of a run until it ends or needs a person, and then how it went.
///
/// @param forPerson whether it goes on while a person is waited for
record RunWatch(Surroundings surroundings, Screen screen, Waiting waiting, boolean forPerson) {

    /// Answers with the exit code, which says how it went.
    int until(Gateway gateway, String id) {
        Answer<RunView> last = new RunFollower(
                        gateway,
                        waiting.with(surroundings),
                        new Progress(surroundings.clock(), screen::remark, forPerson),
                        screen::remark)
                .follow(id, 0);
        screen.show(last, new RunFacts(screen, surroundings)::ending);
        return RunFacts.exit(last.view()).code();
    }
}
