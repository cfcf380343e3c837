package dev.pawl.activities.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What programs that build and test see of their machine.
public final class Surroundings {

    private static final Lent OF_THE_MACHINE = new Lent(List.of("PATH", "JAVA_HOME"));

    private Surroundings() {}

    /// A home and a place for temporary files of their own, in this folder, and little else.
    public static Map<String, String> in(Path folder) throws IOException {
        Map<String, String> environment = new HashMap<>();
        OF_THE_MACHINE.into(environment);
        environment.put("LANG", "C.UTF-8");
        environment.put("CI", "true");
        environment.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
        environment.put("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
        return environment;
    }
}
