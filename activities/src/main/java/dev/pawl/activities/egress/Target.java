package dev.pawl.activities.egress;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a program wants to go.
///
/// @param host its name in small letters, or an address; one of version 6 without brackets
/// @param plain whether it speaks plain HTTP; otherwise TLS
public record Target(String host, int port, boolean plain) {

    static final int TLS = 443;
    static final int PLAIN = 80;

    private static final Pattern AUTHORITY = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^:\\[\\]/@\\s]+)):(\\d{1,5})");
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
    private static final int LONGEST = 253;

    /// As `CONNECT` names it.
    static Optional<Target> ofAuthority(String authority) {
        Matcher found = AUTHORITY.matcher(authority);
        return found.matches()
                ? of(found.group(1) == null ? found.group(2) : found.group(1), Integer.parseInt(found.group(3)), false)
                : Optional.empty();
    }

    /// As an address of plain HTTP names it.
    static Optional<Target> ofAddress(String address) {
        try {
            URI uri = new URI(address);
            String host = uri.getHost();
            return !"http".equalsIgnoreCase(uri.getScheme()) || host == null || uri.getRawUserInfo() != null
                    ? Optional.empty()
                    : of(host.replaceAll("[\\[\\]]", ""), uri.getPort() < 0 ? PLAIN : uri.getPort(), true);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Target> of(String name, int port, boolean plain) {
        return name(name).filter(_ -> port > 0 && port < 65_536).map(host -> new Target(host, port, plain));
    }

    /// A host in the one form in which hosts are compared.
    static Optional<String> name(String said) {
        String small = said.toLowerCase(Locale.ROOT);
        String name = small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
        boolean fits = name.length() <= LONGEST
                && (name.contains(":")
                        ? name.matches("[0-9a-f:.]+")
                        : HOST.matcher(name).matches());
        return fits ? Optional.of(name) : Optional.empty();
    }

    /// Whether it is an address, which has no name that could be looked up.
    boolean isAddress() {
        return ADDRESS.matcher(host).matches();
    }

    String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return (plain ? "http://" : "") + authority();
    }
}
