package dev.pawl.activities.agent.role;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The agents that Pawl brings along.
final class Shipped {

    static final List<String> NAMES = List.of("analyst", "developer", "reviewer", "test-engineer");

    /// Whatever the operator allows, they are read as they are; what they may do is narrowed after.
    private static final RoleSettings ALL = new RoleSettings(Tools.KNOWN, Integer.MAX_VALUE, null, null, null);

    private static final List<String> EACH = List.of("status", "summary");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Shipped() {}

    static Optional<byte[]> bytes(String name) throws IOException {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        try (InputStream file = Shipped.class.getResourceAsStream(name + ".md")) {
            if (file == null) {
                throw new IOException("the agent %s was not packed into this program".formatted(name));
            }
            return Optional.of(file.readAllBytes());
        }
    }

    static Role role(String name, byte[] bytes) {
        Reading reading = RoleFile.read(name, bytes, EACH, ALL);
        if (reading.role() == null) {
            throw new IllegalStateException(
                    "the agent %s is not as it should be: %s".formatted(name, reading.faults()));
        }
        return reading.role();
    }

    /// All that any of them may use, which is what an operator allows who says nothing.
    static List<String> tools() throws IOException {
        Set<String> tools = new TreeSet<>();
        for (String name : NAMES) {
            bytes(name).ifPresent(file -> tools.addAll(role(name, file).tools()));
        }
        return List.copyOf(tools);
    }

    /// What an answer of the agent holds at least: whoever takes a shipped one's place answers what that one does.
    static List<String> required(String name) throws IOException {
        Optional<byte[]> shipped = bytes(name);
        if (shipped.isEmpty()) {
            return EACH;
        }
        List<String> required = new ArrayList<>();
        for (JsonNode key : JSON.readTree(role(name, shipped.get()).output()).path("required")) {
            required.add(key.asText());
        }
        return required;
    }
}
