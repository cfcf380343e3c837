package dev.pawl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.blob.ObjectStore;
import dev.pawl.store.database.Database;
import dev.pawl.store.database.Pool;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingS3;
import dev.pawl.store.testing.TestingStore;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CloseTest {

    @Test
    void closesThePoolAndTheObjectStoreAfterWhoUsesThem() {
        try (TestingS3 server = TestingS3.start()) {
            TestingStore store = TestingStore.over(TestingStore.both(
                    TestingStore.both(TestingDatabase.fresh().settings(), server.settings()),
                    Map.of("close.test", "true")));
            Pool pool = store.get(Pool.class);
            LastWord lastWord = store.get(LastWord.class);

            store.close();

            assertThat(lastWord.answers).containsExactly("database", "object store");
            assertThatThrownBy(pool::connection).hasMessageContaining("has been closed");
        }
    }

    /// Somebody who still needs both when it is closed itself.
    @Singleton
    @Requires(property = "close.test")
    static final class LastWord implements AutoCloseable {

        private final List<String> answers = new ArrayList<>();
        private final Database database;
        private final ObjectStore objects;

        LastWord(Database database, ObjectStore objects) {
            this.database = database;
            this.objects = objects;
        }

        @Override
        @PreDestroy
        public void close() {
            database.ping();
            answers.add("database");
            objects.ping();
            answers.add("object store");
        }
    }
}
