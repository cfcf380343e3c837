package dev.pawl.activities.egress;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a program asks of its proxy: a tunnel for TLS, or a page over plain HTTP.
///
/// @param address what it named, as it named it
/// @param headers lines that are passed on
record Request(String method, String address, Target target, List<String> headers) {

    static final int LARGEST_HEAD = 16 * 1024;

    private static final Pattern FIRST = Pattern.compile("([A-Z]{1,20}) (\\S+) HTTP/1\\.[01]");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ -~\\t]*");
    private static final Set<String> FETCHING = Set.of("GET", "HEAD");
    private static final Set<String> OF_A_BODY = Set.of("content-length", "transfer-encoding");

    /// What concerns this one connection, or is said anew.
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "host",
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "te",
            "trailer",
            "upgrade",
            "expect");

    Request {
        headers = List.copyOf(headers);
    }

    /// Takes no byte behind the head.
    static Request read(InputStream in) throws IOException, RefusedException {
        List<String> lines = head(in).lines().toList();
        Matcher first = FIRST.matcher(lines.getFirst());
        if (!first.matches()) {
            throw RefusedException.senseless("This is no request to a proxy.");
        }
        String method = first.group(1);
        String address = first.group(2);
        boolean tunnel = method.equals("CONNECT");
        Optional<Target> target = tunnel ? Target.ofAuthority(address) : Target.ofAddress(address);
        if (target.isEmpty()) {
            throw RefusedException.senseless("This proxy takes CONNECT host:port, and http:// addresses.");
        }
        return new Request(
                method,
                address,
                target.get(),
                lines.stream().skip(1).filter(line -> !line.isEmpty()).toList());
    }

    /// Up to the empty line.
    static String head(InputStream in) throws IOException, RefusedException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ending = 0;
        while (ending < 4) {
            int read = in.read();
            if (read < 0) {
                throw new EOFException("the head ends early");
            }
            head.write(read);
            if (head.size() > LARGEST_HEAD) {
                throw RefusedException.senseless("The head of the request is too large.");
            }
            ending = read == "\r\n\r\n".charAt(ending) ? ending + 1 : read == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    boolean isTunnel() {
        return !target.plain();
    }

    /// Over plain HTTP things are fetched, and nothing is sent.
    void requireFetching() throws RefusedException {
        if (!FETCHING.contains(method)) {
            throw RefusedException.forbidden(
                    "Over plain HTTP, only GET and HEAD are let through, and not %s.".formatted(method));
        }
        for (String line : headers) {
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw RefusedException.senseless("A line of the head is no header.");
            }
            if (OF_A_BODY.contains(header.group(1).toLowerCase(Locale.ROOT))) {
                throw RefusedException.forbidden("Over plain HTTP, a request with a body is not let through.");
            }
        }
    }

    /// As the server is asked; it hangs up when it has answered.
    ///
    /// @param whole whether the address is said with its host, as another proxy wants it
    byte[] forServer(boolean whole) {
        URI uri = URI.create(address);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String host =
                target.port() == Target.PLAIN && !target.host().contains(":") ? target.host() : target.authority();
        String passedOn = headers.stream()
                .filter(line -> !OF_THE_CONNECTION.contains(
                        line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)))
                .map(line -> line + "\r\n")
                .collect(Collectors.joining());
        return "%s %s%s%s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n"
                .formatted(method, whole ? "http://" + host : "", path, query, host, passedOn)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
