package dev.pawl.activities.gate;

import dev.pawl.activities.egress.Egress;
import dev.pawl.activities.egress.Tally;
import dev.pawl.activities.environment.Environments;
import dev.pawl.activities.environment.Ready;
import dev.pawl.activities.gate.Gate.Case;
import dev.pawl.activities.gate.Policy.Program;
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
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Runs the programs of repositories on trees, each in a working copy of its own.
@Singleton
final class Trials {

    private final Checkouts checkouts;
    private final Egress egress;
    private final Papers papers;
    private final Environments environments;
    private final Lent lent;
    private final GateSettings settings;

    Trials(Checkouts checkouts, Environments environments, Egress egress, Papers papers, GateSettings settings) {
        this.checkouts = checkouts;
        this.environments = environments;
        this.lent = new Lent(settings.environment());
        this.egress = egress;
        this.papers = papers;
        this.settings = settings;
    }

    /// Runs a program on the work that is asked about, and takes it down.
    ///
    /// @param on which run it is, in words
    Trial onWork(Case asked, String on, Program program) throws IOException, InterruptedException, UnfitException {
        Dossier dossier = asked.dossier();
        return dossier.ran(on, run(asked.tenant(), asked.question().head(), program, dossier.sandbox()));
    }

    /// Runs the tests on the base as if it held these paths of the work, and takes it down.
    Trial onBaseWith(Case asked, Collection<String> paths) throws IOException, InterruptedException, UnfitException {
        Dossier dossier = asked.dossier();
        Question question = asked.question();
        return dossier.ran(
                "the base with the tests of the work",
                runWith(
                        asked.tenant(),
                        question.base(),
                        question.head(),
                        paths,
                        asked.policy().suite(),
                        dossier.sandbox()));
    }

    Trial run(String tenant, Workspace tree, Program program, Sandbox sandbox)
            throws IOException, InterruptedException, UnfitException {
        try (Ready ready = environments.of(tenant, tree, sandbox);
                Checkout checkout = checkouts.open(tenant, tree)) {
            return run(tenant, ready, checkout, program, sandbox);
        }
    }

    /// The same on a tree that holds these paths as the other one does.
    private Trial runWith(
            String tenant, Workspace tree, Workspace other, Collection<String> paths, Program program, Sandbox sandbox)
            throws IOException, InterruptedException, UnfitException {
        try (Ready ready = environments.of(tenant, tree, sandbox);
                Checkout checkout = checkouts.openWith(tenant, tree, other, paths)) {
            return run(tenant, ready, checkout, program, sandbox);
        }
    }

    private Trial run(String tenant, Ready ready, Checkout checkout, Program program, Sandbox sandbox)
            throws IOException, InterruptedException, UnfitException {
        ready.layInto(checkout);
        Path beside = Files.createDirectories(checkout.aside().resolve("reports"));
        Reports reports = new Reports(checkout.folder(), beside, program.reports());
        reports.clear();
        RunLog log = lent.log();
        Tally denials = new Tally();
        Command command = command(program, checkout.folder(), environment(ready, checkout, beside, program));
        Ended ended = egress.forWork(sandbox, ready.network(), denials)
                .run(command, view(ready, checkout), (_, bytes, length) -> log.take(bytes, length));
        Reports.Read read = reports.read();
        return new Trial(
                program,
                ended,
                read.files(),
                read.results(),
                read.problems(),
                read.unloaded(),
                denials,
                papers.keep(tenant, log.text()),
                log.tail());
    }

    private Command command(Program program, Path folder, Map<String, String> environment) {
        return new Command(
                program.line(), folder, environment, "", program.timeout(), program.timeout(), settings.output() << 20);
    }

    private static View view(Ready ready, Checkout checkout) {
        List<Path> readable = new ArrayList<>(checkout.readable());
        readable.addAll(ready.readable());
        return new View(List.of(checkout.folder(), checkout.aside()), readable, List.of(), null);
    }

    private Map<String, String> environment(Ready ready, Checkout checkout, Path reports, Program program)
            throws IOException {
        Map<String, String> environment = Surroundings.in(checkout.aside());
        ready.into(environment);
        environment.putAll(program.environment());
        lent.into(environment);
        environment.put("PAWL_REPORTS", reports.toString());
        return environment;
    }
}
