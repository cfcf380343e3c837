package dev.pawl.local.postgres;

import dev.pawl.local.home.Home;
import dev.pawl.local.log.LogFiles;
import dev.pawl.local.part.Part;
import dev.pawl.local.part.Probe;
import dev.pawl.local.part.Stop;
import dev.pawl.local.process.Allowed;
import dev.pawl.local.process.Launch;
import dev.pawl.local.process.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The house's own PostgreSQL: small, durable, on the loopback interface only.
public final class PostgresServer {

    /// Who owns the database and migrates it.
    public static final String OWNER = "pawl_owner";

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=60",
            "shared_buffers=32MB",
            "max_wal_size=256MB",
            "max_parallel_workers=0",
            "max_logical_replication_workers=0",
            "autovacuum_max_workers=2",
            "io_method=sync",
            "dynamic_shared_memory_type=mmap",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_line_prefix=%m [%p] ");

    private final Home home;
    private final LogFiles logs;

    public PostgresServer(Home home, LogFiles logs) {
        this.home = home;
        this.logs = logs;
    }

    /// The part; its data folder is made or checked now.
    public Part part(int port, String ownerPassword, Map<String, String> environment) throws InterruptedException {
        OrdinaryUser user = OrdinaryUser.present();
        user.check();
        PostgresBinaries binaries = PostgresBinaries.in(home.tools());
        DatabaseFolder folder = new DatabaseFolder(home);
        folder.settle(binaries, user, ownerPassword);
        List<String> command = new ArrayList<>(
                List.of(binaries.program("postgres"), "-D", home.database().toString(), "-p", Integer.toString(port)));
        for (String setting : SETTINGS) {
            command.add("-c");
            command.add(setting);
        }
        Launch launch = new Launch(user.command(command), Allowed.of(environment), home.root(), logs.fresh("database"));
        return new Part(
                "database",
                launch,
                new Probe.Database(port),
                new Stop(Signal.INT, Duration.ofSeconds(30)),
                folder::clear);
    }
}
