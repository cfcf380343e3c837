package dev.pawl.activities.egress;

import dev.pawl.activities.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Inside a sandbox: programs speak to proxies over TCP, and the way out is a UNIX socket. Between them stands socat,
/// on a port that is the sandbox's own.
final class Relay {

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/bin/socat"), Path.of("/bin/socat"));
    private static final String PROXY = "http://127.0.0.1:3128";
    private static final String OWN = "localhost,127.0.0.1,::1";

    /// Maven and Gradle read no variable. Older and newer ones of Maven need to be told to look at these at all.
    private static final String FOR_JAVA = "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=3128"
            + " -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=3128"
            + " -Daether.connector.http.useSystemProperties=true -Daether.transport.http.useSystemProperties=true";

    /// It belongs to nobody whom the program could wait for, and ends with the sandbox. 0C38 is 3128.
    private static final String SCRIPT = """
            socat=$1 folder=$2
            shift 2
            (cd "$folder" && "$socat" TCP-LISTEN:3128,bind=127.0.0.1,fork,reuseaddr,backlog=128 UNIX-CONNECT:exit \
            </dev/null >/dev/null 2>&1 &)
            tried=0
            until grep -q ' 0100007F:0C38 00000000:0000 0A ' /proc/net/tcp; do
              tried=$((tried + 1))
              if [ "$tried" -gt 1000 ]; then
                echo 'The way out of the sandbox does not open: socat does not listen.' >&2
                exit 125
              fi
              sleep 0.01
            done
            exec "$@"
            """;

    private final Path program;

    private Relay(Path program) {
        this.program = program;
    }

    /// Nothing, where this machine has no socat.
    static Optional<Relay> ofThisMachine() {
        return PROGRAMS.stream().filter(Files::isExecutable).findFirst().map(Relay::new);
    }

    /// The same program, which finds the way out.
    Command around(Command command, Path socket) {
        List<String> line = new ArrayList<>(
                List.of("/bin/sh", "-c", SCRIPT, "pawl-relay", program.toString(), String.valueOf(socket.getParent())));
        line.addAll(command.line());
        Map<String, String> environment = new HashMap<>(command.environment());
        into(environment);
        return command.withLine(line).withEnvironment(environment);
    }

    /// Another proxy that was named here cannot be reached from inside.
    private static void into(Map<String, String> environment) {
        for (String name : List.of(
                "HTTP_PROXY",
                "HTTPS_PROXY",
                "http_proxy",
                "https_proxy",
                "npm_config_proxy",
                "npm_config_https_proxy",
                "PIP_PROXY")) {
            environment.put(name, PROXY);
        }
        for (String name : List.of("ALL_PROXY", "all_proxy")) {
            environment.remove(name);
        }
        for (String name : List.of("NO_PROXY", "no_proxy", "npm_config_noproxy")) {
            environment.put(name, OWN);
        }
        environment.put("NODE_USE_ENV_PROXY", "1");
        for (String name : List.of("MAVEN_OPTS", "GRADLE_OPTS")) {
            environment.merge(name, FOR_JAVA, (said, ours) -> said + " " + ours);
        }
    }
}
