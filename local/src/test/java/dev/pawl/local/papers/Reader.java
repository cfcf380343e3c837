package dev.pawl.local.papers;

import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.home.Folders;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.HouseFile;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.model.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Somebody who reads the papers: with a checkout and a home, a repository with a bug in it, and a model that is a
/// script where the provider's own would be. The ports of the house are free ones, and it makes no start-up caches.
final class Reader implements AutoCloseable {

    /// The key that the papers show, as it stands there.
    private static final String KEY = "...";

    private static final Path REAL = Path.of("..").toAbsolutePath().normalize();

    private final Path folder;
    private final Home home;
    private final String repository;
    private final ScriptedModel model;

    private Reader(Path folder, Home home, String repository, ScriptedModel model) {
        this.folder = folder;
        this.home = home;
        this.repository = repository;
        this.model = model;
    }

    static Reader in(Path folder) throws IOException, InterruptedException {
        Home home = new Home(PrivateFiles.folder(folder.resolve(".pawl")).toRealPath(), tools());
        HouseFile house = new HouseFile(home.houseFile());
        house.put("layout", "1");
        for (String port : List.of("gateway", "ui", "temporal")) {
            house.put("port." + port + ".choice", "auto");
        }
        layOutACheckout(folder);
        Files.writeString(folder.resolve(".curlrc"), "write-out = \"\\nHTTP status %{http_code}\\n\"\n");
        return new Reader(folder, home, TeamService.in(home), ScriptedModel.open(0, TeamService.model(), KEY, null));
    }

    private static void layOutACheckout(Path folder) throws IOException {
        Path checkout = Files.createDirectories(folder.resolve("checkout"));
        for (String file : List.of("pawl", "pom.xml")) {
            Files.copy(REAL.resolve(file), checkout.resolve(file));
        }
        Files.createSymbolicLink(checkout.resolve("deploy"), REAL.resolve("deploy"));
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(programs.resolve("pawl"), checkout.resolve("pawl"));
        Path maven = Files.writeString(programs.resolve("mvn"), maven());
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// What Maven would build is there already: the build that this test belongs to has made it.
    private static String maven() {
        return """
                #!/bin/sh
                set -e
                for module in bare cli gateway local worker; do
                    mkdir -p "$module/target"
                    ln -s "%1$s/$module/target/pawl-0.1.0.jar" "%1$s/$module/target/lib" "$module/target/"
                done
                """.formatted(REAL);
    }

    /// What must have been built or fetched before; nothing, where all is there.
    static List<String> missing() {
        return Stream.of("bare", "cli", "gateway", "local", "worker")
                .map(module -> module + "/target/pawl-0.1.0.jar")
                .filter(jar -> !Files.exists(REAL.resolve(jar)))
                .toList();
    }

    /// A terminal in the checkout.
    Terminal terminal() throws IOException {
        return new Terminal(folder.resolve("terminal"), folder.resolve("checkout"), environment());
    }

    private Map<String, String> environment() {
        return Map.of(
                "HOME", folder.toString(),
                "PATH", folder.resolve("bin") + ":" + System.getenv("PATH"),
                "JAVA_HOME", System.getProperty("java.home"),
                "PAWL_TOOLS", home.tools().toString(),
                "PAWL_AOT", "off",
                "PAWL_BUGFIX_AGENT", TeamService.AGENT,
                "PAWL_MODEL_PROVIDERS_ANTHROPIC_URL", model.address());
    }

    Home home() {
        return home;
    }

    /// The address of the repository with the bug.
    String repository() {
        return repository;
    }

    /// Where the gateway of the house listens.
    String gateway() {
        return house().address("gateway").replace("http://", "");
    }

    private GuestHouse house() {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("PAWL_HOME", home.root().toString());
        return GuestHouse.own(environment);
    }

    private static Path tools() {
        return Home.of(Map.of("PAWL_TOOLS", System.getenv().getOrDefault("PAWL_TOOLS", "")))
                .tools();
    }

    @Override
    public void close() {
        try {
            house().close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            model.close();
            Folders.delete(folder.resolve("checkout"));
        }
    }
}
