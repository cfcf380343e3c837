package dev.pawl.local.postgres;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.Folders;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.process.OneShot;
import dev.pawl.local.process.Proc;
import dev.pawl.local.process.ProcessIdentity;
import dev.pawl.local.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// PostgreSQL's data folder: made once, never opened by another major version.
final class DatabaseFolder {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOOKS = 200;

    private final Home home;

    DatabaseFolder(Home home) {
        this.home = home;
    }

    /// Makes the folder if there is none; refuses one of another version.
    void settle(PostgresBinaries binaries, OrdinaryUser user, String password) throws InterruptedException {
        Path version = home.database().resolve("PG_VERSION");
        if (!Files.exists(version)) {
            make(binaries, user, password);
        }
        String found = PrivateFiles.read(version).strip();
        if (!found.equals(PostgresBinaries.major())) {
            throw new HouseException("The data in " + home.database() + " belongs to PostgreSQL " + found
                    + ", and this Pawl brings PostgreSQL " + PostgresBinaries.major()
                    + ". Use the Pawl that made it, or another PAWL_HOME; the data was not touched.");
        }
    }

    /// Ends what a killed server left: processes that work in the folder, and its note of a process that may be anybody
    /// now.
    void clear() {
        try {
            for (int look = 0; look < LOOKS; look++) {
                List<ProcessIdentity> left = inhabitants();
                if (left.isEmpty()) {
                    Files.deleteIfExists(home.database().resolve("postmaster.pid"));
                    return;
                }
                left.forEach(Signal.KILL::send);
                Thread.sleep(25);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new HouseException("Processes of an earlier PostgreSQL in " + home.database() + " do not end.");
    }

    private List<ProcessIdentity> inhabitants() {
        return Proc.all().stream()
                .filter(pid -> Proc.worksIn(home.database(), "postgres", pid))
                .flatMap(pid -> ProcessIdentity.of(pid).stream())
                .toList();
    }

    private void make(PostgresBinaries binaries, OrdinaryUser user, String password) throws InterruptedException {
        Path draft = home.root().resolve("database.draft");
        Path passwordFile = home.secrets().resolve("database-owner-password.initdb");
        try {
            Folders.delete(draft);
            PrivateFiles.write(passwordFile, password + "\n");
            OneShot.Result result = OneShot.run(
                    PATIENCE,
                    user.command(List.of(
                            binaries.program("initdb"),
                            "--pgdata=" + draft,
                            "--username=pawl_owner",
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--no-instructions")));
            if (!result.isSuccess()) {
                throw new HouseException("PostgreSQL's data folder could not be made: " + result.output());
            }
            Files.move(draft, home.database());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            Folders.delete(passwordFile);
        }
    }
}
