package dev.pawl.local.s3;

import dev.pawl.local.home.Secrets;
import dev.pawl.local.part.Part;
import dev.pawl.local.part.Probe;
import dev.pawl.local.part.Stop;
import dev.pawl.local.process.Allowed;
import dev.pawl.local.process.Launch;
import dev.pawl.local.program.Jvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The house's own S3 server.
public final class ObjectsServer {

    /// The bucket that the programs use.
    public static final String BUCKET = "pawl";

    private ObjectsServer() {}

    /// Its Java program: from this very class path.
    public static Jvm jvm(int port, Path folder) {
        return new Jvm(
                "12m",
                "160m",
                List.of(
                        "-cp",
                        Jvm.ownClassPath(),
                        S3Server.class.getName(),
                        Integer.toString(port),
                        folder.toString(),
                        BUCKET));
    }

    /// Its environment: the keys, which are nobody else's to see on a command line.
    public static Map<String, String> environment(Secrets secrets, Map<String, String> environment) {
        Map<String, String> variables = new TreeMap<>(Allowed.of(environment));
        variables.put(S3Server.ACCESS_KEY, secrets.accessKey());
        variables.put(S3Server.SECRET_KEY, secrets.secretKey());
        variables.put("MALLOC_ARENA_MAX", "2");
        return variables;
    }

    /// The part.
    public static Part part(String name, Launch launch, int port) {
        return new Part(name, launch, new Probe.Objects(port), Stop.within(Duration.ofSeconds(10)));
    }
}
