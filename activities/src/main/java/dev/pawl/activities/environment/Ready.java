package dev.pawl.activities.environment;

import dev.pawl.activities.workspace.Checkout;
import java.io.IOException;
import java.util.Map;

/// What a setup made, for as long as somebody builds or tests with it.
public interface Ready extends AutoCloseable {

    /// Most repositories need nothing.
    Ready NOTHING = new Ready() {
        @Override
        public void into(Map<String, String> environment) {}

        @Override
        public void layInto(Checkout checkout) {}

        @Override
        public void close() {}
    };

    /// Adds the variables with which programs find it.
    void into(Map<String, String> environment);

    /// Lays the links to it into a tree.
    void layInto(Checkout checkout) throws IOException;

    @Override
    void close();
}
