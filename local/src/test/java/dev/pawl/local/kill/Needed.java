package dev.pawl.local.kill;

import dev.pawl.local.Fixtures;
import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Home;
import dev.pawl.local.temporal.ProductionServer;
import dev.pawl.local.temporal.TemporalBinary;
import dev.pawl.local.temporal.TemporalTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/// What must be there before a whole house can be opened.
///
/// @param built the checkout, with its programs
/// @param production what its Temporal is to be, where it is not the dev server
record Needed(Checkout built, Path tools, TemporalBinary temporal, Optional<ProductionServer> production) {

    static Needed found(Path folder) throws InterruptedException {
        Path tools = Home.of(Map.of("PAWL_TOOLS", System.getenv().getOrDefault("PAWL_TOOLS", "")))
                .tools();
        Checkout built = new Checkout(Path.of("..").toAbsolutePath().normalize());
        for (String program : List.of("worker", "gateway")) {
            if (!Files.isDirectory(built.root().resolve(program).resolve("target/lib"))) {
                throw notRun("the " + program + " is not built; build the whole checkout");
            }
        }
        Fixtures.Heard heard = new Fixtures.Heard();
        TemporalBinary temporal = new TemporalTool(new Home(folder, tools), built, System.getenv(), heard.log())
                .find()
                .orElseThrow(() -> notRun("there is no Temporal: " + heard.text()));
        return new Needed(built, tools, temporal, ProductionServer.wished(temporal));
    }

    /// What a house of the built programs is opened in.
    Map<String, String> environment() {
        return environment(built.root());
    }

    /// @param checkout whose programs the house starts
    Map<String, String> environment(Path checkout) {
        Map<String, String> environment = new HashMap<>(Fixtures.environment());
        environment.put("PAWL_TOOLS", tools.toString());
        environment.put("PAWL_CHECKOUT", checkout.toString());
        production.ifPresent(server -> environment.compute("PATH", (_, path) -> server.before(String.valueOf(path))));
        return environment;
    }

    /// What is started as Temporal.
    TemporalBinary server() {
        return production.map(ProductionServer::standIn).orElse(temporal);
    }

    /// Where all is to be tested, it is a failure that something is missing.
    private static RuntimeException notRun(String why) {
        String sentence = "NOT RUN: the kill suite, because " + why + ".";
        System.err.println(sentence);
        return System.getenv("CI") == null ? new TestAbortedException(sentence) : new IllegalStateException(sentence);
    }
}
