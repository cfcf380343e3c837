package dev.pawl.activities.environment;

import dev.pawl.activities.egress.Egress;
import dev.pawl.activities.egress.Tally;
import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Lent;
import dev.pawl.activities.process.RunLog;
import dev.pawl.activities.process.Surroundings;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.sandbox.Sandbox;
import dev.pawl.activities.sandbox.View;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.Checkouts;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs setups, each on a working copy of the base of its own: no agent has touched what it reads.
@Singleton
final class Setup {

    private static final long MOST_OUTPUT = 256 << 20;

    private final Checkouts checkouts;
    private final Egress egress;
    private final Lent lent;

    Setup(Checkouts checkouts, Egress egress, EnvironmentSettings settings) {
        this.checkouts = checkouts;
        this.egress = egress;
        this.lent = new Lent(settings.variables());
    }

    /// Fills the folder.
    void run(String tenant, Recipe recipe, Path folder, Sandbox sandbox)
            throws IOException, InterruptedException, UnfitException {
        RunLog log = lent.log();
        Tally denials = new Tally();
        Ended ended = ended(tenant, recipe, folder, egress.forSetup(sandbox, recipe.network(), denials), log);
        if (ended.how() != Ended.How.EXITED || ended.exitCode() != 0) {
            throw new UnfitException(sentence(recipe, ended, denials.text("The setup"), log.tail()));
        }
        requireLinked(recipe, folder);
    }

    private Ended ended(String tenant, Recipe recipe, Path folder, Sandbox sandbox, RunLog log)
            throws IOException, InterruptedException {
        try (Checkout checkout = checkouts.open(tenant, recipe.base())) {
            Map<String, String> environment = Surroundings.in(checkout.aside());
            lent.into(environment);
            Variables.into(environment, folder, recipe.environment());
            Command command = new Command(
                    recipe.setup(),
                    checkout.folder(),
                    environment,
                    "",
                    recipe.timeout(),
                    recipe.timeout(),
                    MOST_OUTPUT);
            View view = new View(
                    List.of(checkout.folder(), checkout.aside(), folder), checkout.readable(), List.of(), null);
            return sandbox.run(command, view, (_, bytes, length) -> log.take(bytes, length));
        }
    }

    private static void requireLinked(Recipe recipe, Path folder) throws UnfitException {
        for (String made : recipe.links().values()) {
            if (!Files.exists(folder.resolve(made), LinkOption.NOFOLLOW_LINKS)) {
                throw new UnfitException("The setup of %s made no %s in PAWL_CACHE, to which it links."
                        .formatted(recipe.source(), made));
            }
        }
    }

    private static String sentence(Recipe recipe, Ended ended, String denials, String tail) {
        String how = switch (ended.how()) {
            case EXITED -> "ended with exit code " + ended.exitCode();
            case OVERRAN, FELL_SILENT -> "took longer than " + recipe.timeout();
            case SAID_TOO_MUCH -> "said too much";
            case WROTE_TOO_MUCH -> "wrote more to the disk than PAWL_SANDBOX_DISK lets it";
            case GREW_TOO_LARGE -> "needed more memory than PAWL_SANDBOX_MEMORY lets it have";
        };
        String wayOut = "What is to be done instead is written into %s; \"preset: none\" does nothing."
                .formatted(EnvironmentFile.PATH);
        return "The tree could not be made ready by %s.%s\n\"%s\" %s.%s"
                .formatted(
                        recipe.source(),
                        denials.isEmpty() ? " " + wayOut : denials,
                        recipe.shown(),
                        how,
                        tail.isEmpty() ? " It said nothing." : " It said last:\n" + tail);
    }
}
