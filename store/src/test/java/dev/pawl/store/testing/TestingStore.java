package dev.pawl.store.testing;

import io.micronaut.context.ApplicationContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// The store's beans over real servers, as a program has them.
public final class TestingStore implements AutoCloseable {

    private final ApplicationContext context;

    private TestingStore(Map<String, Object> settings, Object[] beans) {
        context = ApplicationContext.builder(settings).deduceEnvironment(false).build();
        context.start();
        Stream.of(beans).forEach(this::register);
    }

    /// Over a fresh database on the server that this JVM's tests share.
    public static TestingStore fresh(Object... beans) {
        return over(TestingDatabase.fresh().settings(), beans);
    }

    /// Over what these settings name, with beans that a program would bring.
    public static TestingStore over(Map<String, Object> settings, Object... beans) {
        return new TestingStore(settings, beans);
    }

    /// The settings of several servers as one.
    public static Map<String, Object> both(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> all = new HashMap<>(one);
        all.putAll(other);
        return Map.copyOf(all);
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /// A tenant that no other test has.
    public static String newTenant() {
        return "t-" + UUID.randomUUID();
    }

    public ApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }

    /// A clock is asked for as what it is, not as whose it is.
    private void register(Object bean) {
        if (bean instanceof InstantSource time) {
            context.registerSingleton(InstantSource.class, time);
        } else {
            context.registerSingleton(bean);
        }
    }
}
