package dev.pawl.cli;

import dev.pawl.cli.client.Complaint;
import dev.pawl.cli.client.Exit;
import dev.pawl.cli.client.Gateway;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which gateway is asked, and with which key: the options that every command shares.
final class GatewayOptions {

    private static final String DEFAULT_ADDRESS = "http://127.0.0.1:8080";
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The gateway's address (else PAWL_URL, else the house of PAWL_HOME; with PAWL_TOKEN, else "
                    + DEFAULT_ADDRESS + ").")
    @Nullable
    String url;

    private final Surroundings surroundings;

    GatewayOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Gateway connect() {
        URI address = address();
        return new Gateway(address, key(address));
    }

    private URI address() {
        String given = url == null ? surroundings.setting("PAWL_URL") : url;
        String address = given == null ? fromHome("gateway") : given;
        if (address == null && surroundings.setting("PAWL_TOKEN") == null) {
            throw new Complaint(Exit.UNREACHABLE, closed());
        }
        return parsed(address == null ? DEFAULT_ADDRESS : address);
    }

    /// A closed house has no address: whoever listens where it last was gets none of its keys.
    private String closed() {
        return "The house in " + surroundings.home() + " is closed. Open it with '" + surroundings.command()
                + " up', or name another gateway by PAWL_URL and PAWL_TOKEN.";
    }

    private static URI parsed(String address) {
        String withoutSlash = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        try {
            URI uri = URI.create(withoutSlash);
            if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // said below, as for every address that is none
        }
        throw new Complaint(
                Exit.USAGE, "'" + address + "' is no address of a gateway. Write it as " + DEFAULT_ADDRESS + ".");
    }

    /// The key that a house leaves in PAWL_HOME is never sent to another machine.
    private String key(URI address) {
        String given = surroundings.setting("PAWL_TOKEN");
        String place = given == null ? surroundings.home().resolve("token").toString() : "PAWL_TOKEN";
        if (given == null && THIS_MACHINE.contains(address.getHost())) {
            given = fromHome("token");
        }
        if (given == null) {
            throw new Complaint(Exit.USAGE, missingKey(address));
        }
        if (!given.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw new Complaint(
                    Exit.USAGE, "The API key in " + place + " holds characters that no key has. Copy it again.");
        }
        return given;
    }

    private String missingKey(URI address) {
        if (THIS_MACHINE.contains(address.getHost())) {
            return "There is no API key in " + surroundings.home().resolve("token") + ". Start the house with '"
                    + surroundings.command() + " up', which makes one, or set PAWL_TOKEN.";
        }
        return "There is no API key for " + address + ". Set PAWL_TOKEN to one that its operator gave you.";
    }

    private @Nullable String fromHome(String file) {
        try {
            return surroundings.fromHome(file);
        } catch (IOException _) {
            throw new Complaint(
                    Exit.USAGE,
                    surroundings.home().resolve(file) + " cannot be read. Run this as the one who started the house.");
        }
    }
}
