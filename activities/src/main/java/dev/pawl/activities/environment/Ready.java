package dev.pawl.activities.environment;

import dev.pawl.activities.egress.Hosts;
import dev.pawl.activities.workspace.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a setup made and what else a base asks for, for as long as somebody builds or tests with it.
public interface Ready extends AutoCloseable {

    /// Most repositories need nothing.
    Ready NOTHING = new Ready() {
        @Override
        public void into(Map<String, String> environment) {}

        @Override
        public void layInto(Checkout checkout) {}

        @Override
        public Hosts network() {
            return Hosts.NONE;
        }

        @Override
        public List<Path> readable() {
            return List.of();
        }

        @Override
        public void close() {}
    };

    /// Adds the variables with which programs find it.
    void into(Map<String, String> environment);

    /// Lays the links to it into a tree.
    void layInto(Checkout checkout) throws IOException;

    /// Which hosts the base names that agents and tests reach.
    Hosts network();

    /// What programs must be able to read to use it.
    List<Path> readable();

    @Override
    void close();
}
