package dev.pawl.activities.gate;

import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.Left;
import dev.pawl.activities.workspace.TestingOrigin;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.blob.BlobRef;
import dev.pawl.store.blob.Blobs;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.verdict.Verdicts;
import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Question.Purpose;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A repository whose tests are small shell scripts, and the gates that judge changes of it.
final class TestingRepository implements AutoCloseable {

    /// Runs every script of `test` and writes JUnit XML of it.
    static final String RUNNER = """
            #!/bin/sh
            out="$PAWL_REPORTS/all.xml"
            ended=0
            echo '<testsuite name="all">' > "$out"
            for test in test/*.sh; do
              name=$(basename "$test" .sh)
              if sh "$test"; then
                echo "<testcase classname=\\"sh\\" name=\\"$name\\"/>" >> "$out"
              elif [ $? = 77 ]; then
                echo "<testcase classname=\\"sh\\" name=\\"$name\\"><skipped/></testcase>" >> "$out"
              else
                echo "<testcase classname=\\"sh\\" name=\\"$name\\"><failure message=\\"it is wrong\\"/></testcase>" >> "$out"
                ended=1
              fi
            done
            echo '</testsuite>' >> "$out"
            exit $ended
            """;

    private final TestingWorkshop workshop;
    private final TestingOrigin origin;
    private final Gates gates;
    private @Nullable Workspace base;
    private Baseline.@Nullable Measured baseline;

    private TestingRepository(Path folder, Map<String, Object> settings) throws IOException {
        workshop = TestingWorkshop.in(folder, settings);
        origin = TestingOrigin.in(folder.resolve("origin"));
        workshop.temporal().registerActivitiesImplementations(workshop.get(GateActivities.class));
        gates = workshop.temporal().newActivityStub(Gates.class);
    }

    static TestingRepository empty(Path folder) throws IOException {
        return empty(folder, Map.of());
    }

    static TestingRepository empty(Path folder, Map<String, Object> settings) throws IOException {
        return new TestingRepository(folder, settings);
    }

    /// One file with a number that is to be 4, and one test that says something else about it.
    static TestingRepository in(Path folder) throws IOException {
        return in(folder, Map.of());
    }

    static TestingRepository in(Path folder, Map<String, Object> settings) throws IOException {
        return new TestingRepository(folder, settings)
                .program(".pawl/test", RUNNER)
                .write("number", "5\n")
                .write("test/is-there.sh", "test -s number\n");
    }

    TestingRepository write(String path, String content) throws IOException {
        origin.write(path, content);
        return this;
    }

    TestingRepository program(String path, String content) throws IOException {
        origin.write(path, content);
        Files.setPosixFilePermissions(origin.folder().resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    Workspace base() throws IOException {
        Workspace known = base;
        if (known == null) {
            origin.commit("Begin");
            known = workshop.opened(origin);
            base = known;
        }
        return known;
    }

    Baseline measure(String... askedAbout) throws IOException {
        return gates.baseline(workshop.moment("understand"), base(), List.of(askedAbout), null);
    }

    Baseline.Measured measured() throws IOException {
        Baseline.Measured known = baseline;
        if (known == null) {
            known = switch (measure()) {
                case Baseline.Measured measured -> measured;
                case Baseline.Broken broken -> throw new AssertionError(broken.sentence());
            };
            baseline = known;
        }
        return known;
    }

    String broken() throws IOException {
        return switch (measure()) {
            case Baseline.Broken broken -> broken.sentence();
            case Baseline.Measured measured -> throw new AssertionError(measured.summary());
        };
    }

    interface Edit {
        void in(Path tree) throws IOException;
    }

    Workspace changed(Edit edit) throws IOException {
        return changed(base(), edit);
    }

    Workspace changed(Workspace from, Edit edit) throws IOException {
        try (Checkout checkout = workshop.checkout(from)) {
            edit.in(checkout.folder());
            return switch (checkout.keep(TestingWorkshop.RUN, "Change")) {
                case Left.Changed changed -> changed.workspace();
                case Left.Same _ -> throw new AssertionError("nothing was changed");
                case Left.Unkeepable no ->
                    throw new AssertionError(no.findings().toString());
            };
        }
    }

    Verdict ask(String gate, Purpose purpose, Workspace head, String... reproduction) throws IOException {
        return ask(new Question(gate, purpose, base(), head, measured().results(), List.of(reproduction)));
    }

    Verdict ask(Question question) {
        return gates.judge(workshop.moment("fix"), question);
    }

    static List<String> rules(Verdict verdict) {
        return verdict.findings().stream().map(Finding::rule).distinct().toList();
    }

    String evidence(Verdict verdict) throws IOException {
        return paper(Objects.requireNonNull(verdict.evidence()).digest());
    }

    /// What was kept, by its digest.
    String paper(String digest) throws IOException {
        BlobRef ref = workshop.get(Blobs.class).find(workshop.tenant(), digest).orElseThrow();
        try (InputStream stream = workshop.get(Blobs.class).open(workshop.tenant(), ref)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    List<dev.pawl.store.verdict.Verdict> rows() {
        return workshop.get(Verdicts.class).of(workshop.tenant(), TestingWorkshop.RUN);
    }

    List<Event> events() {
        return workshop.get(Events.class).after(workshop.tenant(), TestingWorkshop.RUN, 0, 1000);
    }

    TestingWorkshop workshop() {
        return workshop;
    }

    @Override
    public void close() {
        workshop.close();
    }
}
