package dev.pawl.local.process;

import dev.pawl.local.HouseException;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A process of ours, in a session of its own, so that a Ctrl-C at the terminal reaches only the launcher.
public final class Child {

    private final Process process;
    private final ProcessIdentity identity;

    private Child(Process process, ProcessIdentity identity) {
        this.process = process;
        this.identity = identity;
    }

    /// Starts a program; `setsid` becomes that program, so the process keeps its number.
    public static Child start(Launch launch, Mark mark) {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(launch.folder().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        builder.environment().putAll(mark.variables());
        try {
            Process process = builder.start();
            return new Child(process, identityOf(process));
        } catch (IOException failure) {
            throw new HouseException(
                    "The program " + launch.command().getFirst() + " cannot be started: " + failure.getMessage() + ".",
                    failure);
        }
    }

    /// Who it is.
    public ProcessIdentity identity() {
        return identity;
    }

    /// Completes when it has ended.
    public CompletableFuture<Exit> onExit() {
        return process.onExit().thenApply(ended -> new Exit(ended.exitValue()));
    }

    /// Waits for its end.
    public Exit await() throws InterruptedException {
        return new Exit(process.waitFor());
    }

    /// Waits for its end, but not longer than this.
    public Optional<Exit> await(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? Optional.of(new Exit(process.exitValue()))
                : Optional.empty();
    }

    /// Ends it: asks, waits as long as it may take, then kills it and everything in its session.
    public Exit end(Signal signal, Duration grace, CompletableFuture<?> hurry) throws InterruptedException {
        signal.send(identity);
        try {
            CompletableFuture.anyOf(process.onExit(), hurry).get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooSlow) {
            killSession();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("The process " + identity.pid() + " cannot be watched.", failure);
        }
        killSession();
        return await();
    }

    private void killSession() {
        List<ProcessIdentity> members = Sessions.members(identity.pid());
        process.destroyForcibly();
        members.forEach(Signal.KILL::send);
    }

    /// A child that has ended already is a zombie until it is waited for, and then has no start time: it is known as
    /// gone.
    private static ProcessIdentity identityOf(Process process) {
        return ProcessIdentity.of(process.pid()).orElse(new ProcessIdentity(process.pid(), -1, Proc.boot()));
    }
}
