package dev.pawl.local.temporal;

import dev.pawl.local.process.ProcessIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Temporal's production server, which a house starts on its own PostgreSQL in the place of the dev server.
///
/// @param folder where `deploy/temporal/server/build` has put it
/// @param tool the real tool
public record ProductionServer(Path folder, TemporalBinary tool) {

    private static final String VARIABLE = "PAWL_TEST_TEMPORAL_SERVER";
    private static final Path STAND_IN = Path.of("src/test/production").toAbsolutePath();
    private static final String SERVER = "temporal-server";

    /// The one that the tests are to be run on; nothing where they are run on the dev server.
    public static Optional<ProductionServer> wished(TemporalBinary tool) {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(named -> !named.isBlank())
                .map(named -> new ProductionServer(Path.of(named).toAbsolutePath(), tool));
    }

    public ProductionServer {
        for (String program : List.of(SERVER, "temporal-sql-tool")) {
            if (!Files.isExecutable(folder.resolve(program))) {
                throw new IllegalStateException(
                        "There is no %s in %s, which %s names. Build it with".formatted(program, folder, VARIABLE)
                                + " deploy/temporal/server/build.");
            }
        }
    }

    /// What a house takes for its tool and starts in the place of the dev server.
    public TemporalBinary standIn() {
        return new TemporalBinary(STAND_IN.resolve("temporal"), tool.version(), tool.serverVersion());
    }

    /// A PATH on which a house finds it first.
    public String before(String path) {
        return Stream.of(STAND_IN, folder, tool.path().resolveSibling("."))
                .map(place -> place.normalize() + ":")
                .collect(Collectors.joining("", "", path));
    }

    /// Nobody is to believe that the tests ran on it when they did not.
    public void require(Optional<ProcessIdentity> temporal) {
        String runs = temporal.flatMap(process -> ProcessHandle.of(process.pid()))
                .flatMap(process -> process.info().command())
                .orElse("nothing");
        if (!runs.equals(folder.resolve(SERVER).toString())) {
            throw new IllegalStateException("The house's Temporal is " + runs + ", not the one in " + folder + ".");
        }
        System.out.println("The house's Temporal is the production server: " + runs);
    }
}
