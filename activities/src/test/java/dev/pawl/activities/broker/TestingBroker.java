package dev.pawl.activities.broker;

import dev.pawl.store.model.ModelCall;
import dev.pawl.store.model.ModelCalls;
import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A worker's broker with a real database and a scripted provider of each kind.
final class TestingBroker implements AutoCloseable {

    static final String RUN = "bugfix-1";
    static final String KEY = "sk-the-real-key-0123456789";
    static final String MODEL = "claude-sonnet-4-6";
    static final String QUESTION = """
            {"model":"claude-sonnet-4-6","max_tokens":1000,"stream":true,"messages":[{"role":"user","content":"Why?"}]}""";
    static final String NEXT_QUESTION = """
            {"model":"claude-sonnet-4-6","max_tokens":1000,"stream":true,"messages":[{"role":"user","content":"Why?"},
            {"role":"assistant","content":"So."},{"role":"user","content":"And then?"}]}""";

    private static final TestingDatabase DATABASE = TestingDatabase.fresh();
    private final TestingProvider provider = TestingProvider.start();
    private final TestingStore store;
    private final String tenant = TestingStore.newTenant();

    private TestingBroker(Path folder, Map<String, Object> more) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), KEY + "\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Map<String, Object> settings = new HashMap<>(DATABASE.settings());
        settings.put("pawl.station.folder", folder.resolve("station").toString());
        settings.put("pawl.model.silence", "PT1M");
        settings.put("pawl.model.providers.anthropic.url", provider.url());
        settings.put("pawl.model.providers.anthropic.key-file", key.toString());
        settings.put("pawl.model.providers.openai.url", provider.url() + "/v1/");
        settings.put("pawl.model.providers.openai.key-file", key.toString());
        settings.putAll(more);
        store = TestingStore.over(settings);
        store.get(Runs.class).create(tenant, RUN, "bugfix", "A bug");
    }

    static TestingBroker in(Path folder) throws IOException {
        return in(folder, Map.of());
    }

    static TestingBroker in(Path folder, Map<String, Object> more) throws IOException {
        return new TestingBroker(folder, more);
    }

    TestingProvider provider() {
        return provider;
    }

    TestingDatabase database() {
        return DATABASE;
    }

    Broker.Line line() throws IOException {
        return line("anthropic", null);
    }

    Broker.Line line(String name, @Nullable Long budgetMicros) throws IOException {
        return line(name, List.of(), budgetMicros, (_, _) -> {});
    }

    Broker.Line line(String name, List<String> models, @Nullable Long budgetMicros, Broker.Barrier barrier)
            throws IOException {
        return store.get(Broker.class)
                .open(new Broker.Terms(tenant, RUN, "fix/1", name, models, budgetMicros), barrier);
    }

    List<ModelCall> calls() {
        return store.get(ModelCalls.class).of(tenant, RUN);
    }

    long spent() {
        return store.get(ModelCalls.class).spent(tenant, RUN);
    }

    @Override
    public void close() {
        store.close();
        provider.close();
    }
}
