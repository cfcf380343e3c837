package dev.pawl.local.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.Fixtures;
import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.install.ClaudeCode;
import dev.pawl.local.temporal.TemporalTool;
import dev.pawl.local.trouble.Keepings.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/// A house with secrets, and a run in it for each trouble, and two that tell secrets or use them.
final class TroubledRuns {

    /// Which of the house's variables holds the model's key.
    static final String KEY_VARIABLE = "A_KEY_OF_MODELS";

    private static final String LENT_VARIABLE = "A_TOKEN_FOR_SETUPS";
    private static final Canary KEY = new Canary("the key of the models", "models+key/9f2c7d41aa5e==");
    private static final Canary LENT = new Canary("what setups are lent", "setups+token/51be02c7d9==");
    private static final Canary PASSWORD = new Canary("the password of an origin", "origins+word/83aa61f0c2==");

    /// What an agent is given to ask its model with: it opens nothing any more once the agent has ended.
    static final Canary TOKEN = new Canary("an agent's own token", "pawl-line-");

    private final Map<Trouble, String> ids = new EnumMap<>(Trouble.class);
    private final List<String> others = new ArrayList<>();
    private final Deque<Runnable> closings = new ArrayDeque<>();
    private @Nullable Started started;

    private record Started(Origins origins, TroubledModel model, TroubledHouse house, Path temporal, Path scratch) {}

    /// Opens all, and asks for all runs.
    void begin(Path folder) throws IOException, InterruptedException {
        Home home = new Home(folder.resolve("home"), tools());
        Checkout checkout = new Checkout(Path.of("..").toAbsolutePath().normalize());
        for (String program : List.of("worker", "gateway")) {
            if (!Files.isDirectory(checkout.root().resolve(program).resolve("target/lib"))) {
                throw notRun("the " + program + " is not built; build the whole checkout");
            }
        }
        Fixtures.Heard heard = new Fixtures.Heard();
        ClaudeCode.get(home.tools(), System.getenv(), heard.log());
        Path temporal = new TemporalTool(home, checkout, System.getenv(), heard.log())
                .find()
                .orElseThrow(() -> notRun("there is no Temporal: " + heard.text()))
                .path();
        Origins origins = Origins.in(home.demo());
        closings.push(origins::close);
        TroubledModel model = TroubledModel.open(KEY.value(), Stream.of(Trouble.values()));
        closings.push(model::close);
        TroubledHouse house = TroubledHouse.open(environment(home, checkout, origins, model));
        closings.push(house::close);
        started = new Started(origins, model, house, temporal, Files.createDirectories(folder.resolve("scratch")));
        report();
    }

    private static Map<String, String> environment(Home home, Checkout checkout, Origins origins, TroubledModel model)
            throws IOException {
        Path credentials = PrivateFiles.folder(home.root().resolveSibling("credentials"));
        PrivateFiles.write(credentials.resolve("forge"), "username=ada\npassword=" + PASSWORD.value() + "\n");
        PrivateFiles.write(credentials.resolve("forge.for"), origins.closedAddress() + "\n");
        Map<String, String> environment = new HashMap<>(Fixtures.environment());
        environment.put("PAWL_HOME", home.root().toString());
        environment.put("PAWL_TOOLS", home.tools().toString());
        environment.put("PAWL_CHECKOUT", checkout.root().toString());
        environment.put("PAWL_AOT", "off");
        environment.put("PAWL_MODEL_PROVIDERS_ANTHROPIC_URL", model.address());
        environment.put("PAWL_MODEL_PROVIDERS_ANTHROPIC_KEY_VARIABLE", KEY_VARIABLE);
        environment.put(KEY_VARIABLE, KEY.value());
        environment.put("PAWL_ENVIRONMENT_VARIABLES", LENT_VARIABLE);
        environment.put(LENT_VARIABLE, LENT.value());
        environment.put("PAWL_ORIGIN_TRUSTED", origins.closedAddress());
        environment.put("PAWL_ORIGIN_CREDENTIALS", credentials.toString());
        environment.put("PAWL_MODEL_SILENCE", "PT15S");
        return environment;
    }

    private void report() throws IOException, InterruptedException {
        String sums = started().origins().sums();
        for (Trouble trouble : Trouble.values()) {
            ids.put(trouble, report(trouble.marker(), Map.of("url", sums)));
        }
        others.add(report("A telling setup", Map.of("url", started().origins().telling(LENT_VARIABLE))));
        others.add(report(
                "A closed origin",
                Map.of("url", started().origins().closedAddress() + "/closed.git", "credential", "forge")));
    }

    private String report(String title, Map<String, String> repository) throws InterruptedException {
        return house().report(Map.of(
                "title",
                "Sums are wrong, " + title,
                "repository",
                repository,
                "agent",
                Map.of("runtime", "claude-code", "name", "anthropic"),
                "sandbox",
                "bubblewrap",
                "delivery",
                Map.of("way", "patch"),
                "limits",
                Map.of("budget", Map.of("usd", 0.50))));
    }

    TroubledModel model() {
        return started().model();
    }

    JsonNode await(Trouble trouble, String status) throws InterruptedException {
        return house().await(id(trouble), run -> run.path("status").asText().equals(status));
    }

    /// Waits until it has ended as it should.
    JsonNode fixed(Trouble trouble) throws InterruptedException {
        JsonNode ended = house().await(
                        id(trouble),
                        run -> List.of("ended", "needs_human")
                                .contains(run.path("status").asText()));
        assertThat(ended.path("outcome").path("type").asText())
                .as(ended.toPrettyString())
                .isEqualTo("fixed");
        return ended;
    }

    /// Decides, and waits until the run goes on.
    void retry(Trouble trouble) throws InterruptedException {
        house().decide(id(trouble), "retry");
        house().await(id(trouble), run -> !run.path("status").asText().equals("needs_human"));
    }

    /// What its rows say that was bought, whatever the run says.
    long bought(Trouble trouble) throws SQLException {
        return HouseDatabase.of(house().home()).bought(id(trouble));
    }

    /// How its agents ended.
    List<String> results(Trouble trouble) throws InterruptedException {
        return house().events(id(trouble), "agent.ended").stream()
                .map(body -> body.path("result").asText())
                .toList();
    }

    /// All that is kept of all runs once they have ended.
    List<Text> kept() throws Exception {
        for (Trouble trouble : Trouble.values()) {
            fixed(trouble);
        }
        for (String id : others) {
            house().await(id, run -> run.path("status").asText().equals("ended"));
        }
        String password = "ada:" + PASSWORD.value();
        assertThat(started().origins().shown())
                .contains("Basic " + Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8)));
        return new Keepings(house(), started().scratch())
                .all(
                        started().temporal(),
                        Stream.concat(ids.values().stream(), others.stream()).toList());
    }

    /// What was planted, and what the house has made for itself.
    List<Canary> canaries() {
        Home home = house().home();
        List<Canary> canaries = new ArrayList<>(List.of(KEY, LENT, PASSWORD));
        for (String name :
                List.of("database-owner-password", "database-program-password", "s3-secret-key", "codec-path")) {
            canaries.add(new Canary(
                    name, PrivateFiles.read(home.secrets().resolve(name)).strip()));
        }
        canaries.add(new Canary(
                "the token of the house", PrivateFiles.read(home.token()).strip()));
        canaries.add(new Canary(
                "the key of history and objects",
                PrivateFiles.read(home.keyring()).strip().replaceAll("(?s).*\\nkey\\.[^=]*=", "")));
        return canaries;
    }

    private TroubledHouse house() {
        return started().house();
    }

    private Started started() {
        return Objects.requireNonNull(started);
    }

    private String id(Trouble trouble) {
        return Objects.requireNonNull(ids.get(trouble));
    }

    private static Path tools() {
        return Home.of(Map.of("PAWL_TOOLS", System.getenv().getOrDefault("PAWL_TOOLS", "")))
                .tools();
    }

    /// Where all is to be tested, it is a failure that something is missing.
    private static RuntimeException notRun(String why) {
        String sentence = "NOT RUN: runs in trouble, because " + why + ".";
        System.err.println(sentence);
        return System.getenv("CI") == null ? new TestAbortedException(sentence) : new IllegalStateException(sentence);
    }

    /// Closes what is open, the last first.
    void close() {
        closings.forEach(Runnable::run);
    }
}
