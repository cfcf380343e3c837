package dev.pawl.activities.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.activities.gate.Policy.Check;
import dev.pawl.activities.gate.Policy.Program;
import dev.pawl.activities.gate.PolicyFile.Own;
import dev.pawl.activities.gate.PolicyFile.Preset;
import dev.pawl.activities.gate.PolicyFile.Tests;
import dev.pawl.activities.repository.Globs;
import dev.pawl.activities.repository.RepositoryFiles;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.workspace.Trees;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds what a repository asks of every change: what its base commit says in `.pawl/gates.yaml`, and where that is
/// silent, what its build files tell.
@Singleton
final class Policies {

    static final String FILE = ".pawl/gates.yaml";

    private static final Duration TIMEOUT = Duration.ofMinutes(15);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Set<String> TAKEN =
            Set.of(Gates.TESTS, Gates.REPRODUCTION, Gates.PROTECTED, Gates.SECRETS, Gates.REVIEW, "baseline", "agent");

    private final RepositoryFiles files;
    private final Trees trees;
    private final GateSettings settings;
    private final List<Preset> presets = PolicyFile.presets();

    Policies(RepositoryFiles files, Trees trees, GateSettings settings) {
        this.files = files;
        this.trees = trees;
        this.settings = settings;
    }

    Policy of(String tenant, Workspace base) throws IOException, UnfitException {
        Optional<PolicyFile> written = files.read(tenant, base, base.commit(), FILE, PolicyFile.class);
        PolicyFile file = written.orElseGet(() -> new PolicyFile(1, null, null));
        Tests said = file.tests();
        Optional<Preset> preset = preset(tenant, base, said);
        Tests tests = said == null
                ? preset.map(Preset::tests).orElse(null)
                : preset.map(Preset::tests).map(said::over).orElse(said);
        if (tests == null || tests.run() == null) {
            throw new UnfitException(
                    ("Nothing says how the tests are run. Write it into %s, which begins so: version: 1, tests: {run: "
                                    + "\"the command\", reports: [\"where it writes JUnit XML\"]}. Without it, one of these is found by "
                                    + "the files that a repository holds: %s.")
                            .formatted(FILE, presets.stream().map(Preset::name).toList()));
        }
        return new Policy(
                source(written.isPresent(), preset),
                program(tests.run(), tests.reports(), tests.timeout(), tests.environment()),
                Globs.of(Objects.requireNonNullElse(tests.testPaths(), List.of("test/**", "tests/**"))),
                Globs.of(Objects.requireNonNullElse(tests.protectedPaths(), List.of())),
                checks(file));
    }

    /// The one that is named, or else the first that fits.
    private Optional<Preset> preset(String tenant, Workspace base, @Nullable Tests said)
            throws IOException, UnfitException {
        if (said != null && said.preset() != null) {
            for (Preset preset : presets) {
                if (preset.name().equals(said.preset())) {
                    return Optional.of(preset);
                }
            }
            throw new UnfitException("%s names the preset %s, which does not exist. There are %s."
                    .formatted(
                            FILE,
                            said.preset(),
                            presets.stream().map(Preset::name).toList()));
        }
        Set<String> paths = trees.files(tenant, base, base.commit()).keySet();
        for (Preset preset : presets) {
            if (paths.stream().anyMatch(Globs.of(preset.when())::match)) {
                return Optional.of(preset);
            }
        }
        return Optional.empty();
    }

    private static String source(boolean written, Optional<Preset> preset) {
        String found = preset.map(one -> "the preset " + one.name()).orElse("");
        return !written ? found : found.isEmpty() ? FILE : FILE + " over " + found;
    }

    private List<Check> checks(PolicyFile file) throws UnfitException {
        List<Check> checks = new ArrayList<>();
        Map<String, Own> gates = file.gates();
        if (gates == null) {
            return checks;
        }
        for (Map.Entry<String, Own> gate : gates.entrySet()) {
            String name = gate.getKey();
            if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
                throw new UnfitException(
                        "%s names a gate %s. A name has small letters, digits and dashes, at most 31, and is none of %s."
                                .formatted(FILE, name, TAKEN.stream().sorted().toList()));
            }
            Own own = gate.getValue();
            if (own == null || own.run() == null) {
                throw new UnfitException("%s: the gate %s has no \"run\".".formatted(FILE, name));
            }
            checks.add(new Check(name, program(own.run(), own.reports(), own.timeout(), own.environment())));
        }
        return checks;
    }

    private Program program(
            JsonNode run,
            @Nullable List<String> reports,
            @Nullable Duration timeout,
            @Nullable Map<String, String> environment)
            throws UnfitException {
        Duration wished = timeout == null ? TIMEOUT : timeout;
        if (!wished.isPositive()) {
            throw new UnfitException("%s: a timeout is longer than nothing, like PT10M.".formatted(FILE));
        }
        return new Program(
                RepositoryFiles.line("run", run),
                Globs.of(reports == null ? List.of() : reports),
                wished.compareTo(settings.longest()) > 0 ? settings.longest() : wished,
                RepositoryFiles.environment(environment));
    }
}
