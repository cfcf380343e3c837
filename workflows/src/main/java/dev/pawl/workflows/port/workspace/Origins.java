package dev.pawl.workflows.port.workspace;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What may stand in a repository's address and in the name of a ref, before anybody is asked: the gateway refuses at
/// once what no worker would fetch.
public final class Origins {

    private static final Set<String> OPEN = Set.of("https", "ssh");
    private static final Set<String> BY_SETTING = Set.of("http", "git", "file");
    private static final Pattern REF = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/+@#=-]{0,199}");
    private static final Pattern CREDENTIAL = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern INTERNAL_NAME =
            Pattern.compile("(?i)(localhost|.*\\.localhost|.*\\.local|.*\\.internal|[^.]+)\\.?");

    private Origins() {}

    /// Why the address is refused; empty where it may be tried. An address that is set to be trusted may name any
    /// protocol and any machine.
    public static Optional<String> refusal(String url, List<String> trusted) {
        if (url.length() > 1000 || url.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == '\\')) {
            return Optional.of("It must be an address of at most 1000 characters, without blanks.");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("It is not an address. It reads like https://host/path or ssh://git@host/path.");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!OPEN.contains(scheme) && !BY_SETTING.contains(scheme)) {
            return Optional.of("It must begin with https:// or ssh://. It reads like https://host/path.");
        }
        return shape(uri, scheme).or(() -> isTrusted(url, trusted) ? Optional.empty() : place(uri, scheme));
    }

    /// Whether the address lies below one of these.
    public static boolean isTrusted(String url, List<String> trusted) {
        return trusted.stream().anyMatch(prefix -> {
            String parent = prefix.endsWith("/") ? prefix : prefix + "/";
            return url.equals(prefix) || url.startsWith(parent);
        });
    }

    /// Why the ref is refused; empty where it may be asked for.
    public static Optional<String> refusalOfRef(String ref) {
        boolean fine = REF.matcher(ref).matches()
                && !ref.contains("..")
                && !ref.contains("//")
                && !ref.contains("@{")
                && !ref.contains("/.")
                && !ref.endsWith("/")
                && !ref.endsWith(".")
                && !ref.endsWith(".lock");
        return fine ? Optional.empty() : Optional.of("It must name a branch, a tag or a commit, like main or v1.2.");
    }

    /// Why the name of a credential is refused; empty where it may be looked for.
    public static Optional<String> refusalOfCredential(String name) {
        return CREDENTIAL.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("It must be a name of small letters, digits and dashes, as the workers know it.");
    }

    private static Optional<String> shape(URI uri, String scheme) {
        if (uri.isOpaque() || uri.getQuery() != null || uri.getFragment() != null) {
            return Optional.of("It must not have a query or a fragment.");
        }
        String user = uri.getUserInfo();
        if (user != null && (!scheme.equals("ssh") || !user.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*"))) {
            return Optional.of("It must hold no user or password. Name a credential of the workers instead.");
        }
        String path = uri.getPath();
        if (path == null || path.length() < 2 || path.contains("/../") || path.endsWith("/..") || path.contains("//")) {
            return Optional.of("It must name the path of a repository.");
        }
        if (!scheme.equals("file") && (uri.getHost() == null || uri.getHost().startsWith("-"))) {
            return Optional.of("It must name a machine.");
        }
        return scheme.equals("file") && uri.getAuthority() != null
                ? Optional.of("It must begin with file:/// and name a path of the worker's machine.")
                : Optional.empty();
    }

    private static Optional<String> place(URI uri, String scheme) {
        if (BY_SETTING.contains(scheme)) {
            return Optional.of("%s: addresses are refused unless PAWL_ORIGIN_TRUSTED names them.".formatted(scheme));
        }
        return isInternalByName(uri.getHost())
                ? Optional.of(
                        "%s is an internal machine, which is refused unless PAWL_ORIGIN_TRUSTED names the address."
                                .formatted(uri.getHost()))
                : Optional.empty();
    }

    /// By its text alone: what a name leads to is looked at where it is dialled. A number is no name of a public
    /// machine.
    private static boolean isInternalByName(@Nullable String host) {
        return host == null
                || host.startsWith("[")
                || host.matches("[0-9.]+|0[xX].*")
                || INTERNAL_NAME.matcher(host).matches();
    }
}
