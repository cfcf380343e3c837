package dev.pawl.activities.workspace;

import dev.pawl.activities.process.TestingMachine;
import dev.pawl.activities.sandbox.ProvenOnce;
import dev.pawl.activities.station.Cache;
import dev.pawl.activities.station.Station;
import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingKeys;
import dev.pawl.store.testing.TestingS3;
import dev.pawl.store.testing.TestingStore;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Repository;
import dev.pawl.workflows.port.workspace.Workspace;
import dev.pawl.workflows.port.workspace.Workspaces;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A worker's beans over a real database, a real object store and a folder: all that activities on workspaces need.
public final class TestingWorkshop implements AutoCloseable {

    public static final String RUN = "bugfix-1";

    /// Settings for programs that are to leave traces outside of their working copy, for a test to count.
    public static final Map<String, Object> BARE =
            Map.of("pawl.sandbox.trusted", "file://" + System.getProperty("java.io.tmpdir"));

    private static final boolean HAS_SANDBOX = hasSandbox();

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final String tenant = TestingStore.newTenant();
    private final TestingS3 objects = TestingS3.start();
    private final Object keys = TestingKeys.with("a");
    private final Map<String, Object> settings;
    private @Nullable Workspaces stub;
    private TestingStore store;
    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    private long revision;

    private TestingWorkshop(Path folder, Map<String, Object> more) {
        settings = new HashMap<>(TestingStore.both(TestingDatabase.shared().settings(), objects.settings()));
        settings.put("pawl.station.folder", folder.resolve("station").toString());
        settings.put("pawl.origin.trusted", "file://" + folder);
        settings.put(ProvenOnce.ASKED, true);
        settings.put("pawl.sandbox.trusted", HAS_SANDBOX ? "" : "file://" + folder);
        settings.putAll(more);
        store = open();
        store.get(Runs.class).create(tenant, RUN, "bugfix", "A bug");
    }

    private static boolean hasSandbox() {
        try {
            return TestingMachine.has("bwrap", "--version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestingWorkshop in(Path folder) {
        return in(folder, Map.of());
    }

    public static TestingWorkshop in(Path folder, Map<String, Object> more) {
        return new TestingWorkshop(folder, more);
    }

    /// Another worker, which has nothing at hand.
    public void moveTo(Path folder) {
        store.close();
        settings.put("pawl.station.folder", folder.toString());
        store = open();
    }

    private TestingStore open() {
        TestingStore opened = TestingStore.over(settings, keys);
        opened.get(Station.class);
        return opened;
    }

    public <T> T get(Class<T> type) {
        return store.get(type);
    }

    public <T> Collection<T> all(Class<T> type) {
        return store.context().getBeansOfType(type);
    }

    /// Its object store, which can be stopped.
    public TestingS3 objects() {
        return objects;
    }

    public String tenant() {
        return tenant;
    }

    public TestActivityEnvironment temporal() {
        return temporal;
    }

    public Moment moment(String stage) {
        revision++;
        return new Moment(tenant, RUN, NOON, revision, stage);
    }

    public Workspaces workspaces() {
        Workspaces known = stub;
        if (known == null) {
            temporal.registerActivitiesImplementations(get(WorkspaceActivities.class));
            known = temporal.newActivityStub(Workspaces.class);
            stub = known;
        }
        return known;
    }

    public Opened open(TestingOrigin origin, String ref) {
        return open(new Repository(origin.url(), ref, null));
    }

    public Opened open(Repository repository) {
        return open(repository, null);
    }

    public Opened open(Repository repository, @Nullable Level asked) {
        return workspaces().open(moment("understand"), repository, asked);
    }

    public Workspace opened(TestingOrigin origin) {
        return opened(new Repository(origin.url(), "main", null));
    }

    public Workspace opened(Repository repository) {
        return switch (open(repository)) {
            case Opened.Ready ready -> ready.base();
            case Opened.Declined declined -> throw new AssertionError(declined.sentence());
        };
    }

    /// How many bytes lie in the object store.
    public long stored() throws IOException {
        return Cache.size(objects.folder());
    }

    public Checkout checkout(Workspace workspace) throws IOException {
        return get(Checkouts.class).open(tenant, workspace);
    }

    @Override
    public void close() {
        temporal.close();
        store.close();
        objects.close();
    }
}
