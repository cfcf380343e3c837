package dev.pawl.local;

import dev.pawl.local.HouseState.Stage;
import dev.pawl.local.home.HouseLock;
import dev.pawl.local.log.LogTail;
import dev.pawl.local.process.Proc;
import dev.pawl.local.process.ProcessIdentity;
import dev.pawl.local.process.Signal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Opens a house in the background: the same launcher in a session of its own. Its progress is shown until it is ready.
final class DetachedLauncher {

    private static final long LOOK_MILLIS = 100;

    private final Premises premises;

    DetachedLauncher(Premises premises) {
        this.premises = premises;
    }

    /// Answers with the exit code: 0 when the house is open.
    int open() throws IOException, InterruptedException {
        HouseLock.take(premises.home()).close();
        Path output = premises.logs().fresh("house");
        LogTail tail = new LogTail(output, premises.log()::say);
        Process launcher = start(output);
        Thread endIt = new Thread(() -> ProcessIdentity.of(launcher.pid()).ifPresent(Signal.TERM::send));
        Runtime.getRuntime().addShutdownHook(endIt);
        while (!launcher.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            tail.look();
            if (isOpenBy(launcher.pid())) {
                tail.look();
                Runtime.getRuntime().removeShutdownHook(endIt);
                return 0;
            }
        }
        tail.look();
        Runtime.getRuntime().removeShutdownHook(endIt);
        return 1;
    }

    private boolean isOpenBy(long pid) {
        return HouseState.read(premises.home())
                .filter(state -> state.stage() == Stage.OPEN && state.launcher().pid() == pid)
                .isPresent();
    }

    /// This very command line, with the word that the background is reached: `--detach` may stand there in any shape.
    private static Process start(Path output) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(Proc.commandLine(ProcessHandle.current().pid()));
        command.add("--background");
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }
}
