package dev.pawl.activities.workspace;

import dev.pawl.workflows.port.workspace.Origins;
import dev.pawl.workflows.port.workspace.Repository;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The way to one origin: by which protocol, to which address exactly, and what opens its door. The secret itself is in
/// no argument and in no variable: git reads it from the credential's own file.
///
/// @param settings of git, for this way only
record Line(String protocol, List<String> settings, Map<String, String> environment) {

    Line {
        settings = List.copyOf(settings);
        environment = Map.copyOf(environment);
    }

    /// The way is not open. The sentence says why.
    static final class ClosedException extends Exception {
        private static final long serialVersionUID = 1;

        private final boolean forGood;

        ClosedException(boolean forGood, String sentence) {
            super(sentence);
            this.forGood = forGood;
        }

        /// Whether the settings close it, so that trying again cannot help.
        boolean isForGood() {
            return forGood;
        }
    }

    static Line to(Repository repository, OriginSettings settings) throws ClosedException {
        Optional<String> refusal = Origins.refusal(repository.url(), settings.trusted());
        if (refusal.isPresent()) {
            throw new ClosedException(true, refusal.get());
        }
        URI uri = URI.create(repository.url());
        String protocol = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        List<String> ours = new ArrayList<>();
        Map<String, String> environment = new HashMap<>();
        String dialled = "";
        if (!protocol.equals("file")) {
            dialled = address(uri, Origins.isTrusted(repository.url(), settings.trusted()));
        }
        if (protocol.startsWith("http")) {
            int port = uri.getPort() > 0 ? uri.getPort() : protocol.equals("https") ? 443 : 80;
            ours.add("http.curloptResolve=%s:%d:%s".formatted(uri.getHost(), port, dialled));
            authority(settings).ifPresent(file -> environment.put("GIT_SSL_CAINFO", file.toString()));
        }
        Optional<Path> secret = Credential.of(repository, settings);
        if (protocol.equals("ssh")) {
            environment.put("GIT_SSH_COMMAND", ssh(uri, dialled, secret));
            environment.put("GIT_SSH_VARIANT", "ssh");
        } else if (secret.isPresent()) {
            // For this origin alone: a proxy that asks who we are is not told.
            ours.add("credential.%s://%s.helper=!f() { test \"$1\" != get || cat '%s'; }; f"
                    .formatted(protocol, uri.getRawAuthority(), secret.get()));
        }
        return new Line(protocol, ours, environment);
    }

    /// Looked up once, checked, and dialled as it was checked.
    private static String address(URI uri, boolean trusted) throws ClosedException {
        try {
            InetAddress[] found = InetAddress.getAllByName(uri.getHost());
            for (InetAddress address : found) {
                if (!trusted && Addresses.isInternal(address)) {
                    throw new ClosedException(
                            true,
                            "%s leads to %s, an internal address, which is refused unless PAWL_ORIGIN_TRUSTED names it."
                                    .formatted(uri.getHost(), address.getHostAddress()));
                }
            }
            String dialled = found[0].getHostAddress();
            return dialled.contains(":") ? "[" + dialled + "]" : dialled;
        } catch (UnknownHostException e) {
            throw new ClosedException(false, "The name %s cannot be resolved.".formatted(uri.getHost()));
        }
    }

    private static Optional<Path> authority(OriginSettings settings) throws ClosedException {
        Path file = settings.authorityFile();
        if (file != null && !Files.isReadable(file)) {
            throw new ClosedException(
                    true, "PAWL_ORIGIN_AUTHORITY_FILE names %s, which cannot be read.".formatted(file));
        }
        return Optional.ofNullable(file).map(Path::toAbsolutePath);
    }

    /// Nothing of the worker's own user opens a door: neither its keys nor its agent.
    private static String ssh(URI uri, String dialled, Optional<Path> secret) {
        // As ssh-keyscan and the known hosts name it.
        String name = uri.getPort() > 0 && uri.getPort() != 22
                ? "[%s]:%d".formatted(uri.getHost(), uri.getPort())
                : uri.getHost();
        String line = "ssh -F none -o BatchMode=yes -o ClearAllForwardings=yes -o PermitLocalCommand=no"
                + " -o IdentitiesOnly=yes -o IdentityAgent=none -o UpdateHostKeys=no"
                + " -o StrictHostKeyChecking=yes -o HostKeyAlias='%s' -o HostName='%s'"
                        .formatted(name, dialled.replace("[", "").replace("]", ""));
        return line
                + secret.map(" -i '%1$s' -o UserKnownHostsFile='%1$s.hosts'"::formatted)
                        .orElse(" -o IdentityFile=none");
    }
}
