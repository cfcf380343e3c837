package dev.pawl.local.home;

import dev.pawl.local.HouseException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The built checkout of Pawl whose programs the house runs.
public record Checkout(Path root) {

    private static final String JAR = "pawl-0.1.0.jar";

    /// The folder that the launcher script names (`PAWL_CHECKOUT`), or the one that this jar was built in.
    public static Checkout of(Map<String, String> environment) {
        String named = environment.getOrDefault("PAWL_CHECKOUT", "");
        return new Checkout(
                named.isBlank()
                        ? besideThisJar()
                        : Path.of(named).toAbsolutePath().normalize());
    }

    /// The worker's jar, which also carries the migration.
    public Path workerJar() {
        return built("worker");
    }

    /// The gateway's jar.
    public Path gatewayJar() {
        return built("gateway");
    }

    /// The jar of the bare programs that the house is measured against.
    public Path bareJar() {
        return built("bare");
    }

    /// The Go module that builds Temporal's command line tool with its server.
    public Path temporalModule() {
        return root.resolve("deploy/temporal");
    }

    /// The search attributes that Pawl's workflows carry, one `Name=Type` a line.
    public Path searchAttributes() {
        return temporalModule().resolve("search-attributes");
    }

    private Path built(String module) {
        Path jar = root.resolve(module).resolve("target").resolve(JAR);
        if (!Files.isRegularFile(jar)) {
            throw new HouseException(
                    "The program " + jar + " is not built. Start the house with ./pawl up, which builds"
                            + " it, or build it with mvn package.");
        }
        return jar;
    }

    private static Path besideThisJar() {
        try {
            Path classes = Path.of(Checkout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolve("../../..").normalize();
        } catch (URISyntaxException failure) {
            throw new HouseException(
                    "The checkout is unknown. Set PAWL_CHECKOUT to the folder that holds ./pawl.", failure);
        }
    }
}
