package dev.pawl.gateway.codec;

import dev.pawl.gateway.GatewaySettings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;

/// The way in for a Web UI that can send no token: a path that nobody can guess, open only on this machine.
@Singleton
public final class LocalDoor {

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final List<String> FROM_A_PROXY = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via");

    private final CodecSettings settings;
    private final GatewaySettings gateway;

    LocalDoor(CodecSettings settings, GatewaySettings gateway) {
        this.settings = settings;
        this.gateway = gateway;
    }

    /// Refuses to be where others could knock.
    public void requireLoopback() {
        if (settings.localPath() != null && !gateway.isOnLoopback()) {
            throw new IllegalArgumentException(
                    "PAWL_CODEC_LOCAL_PATH is set, but the gateway listens on %s. Leave it unset there: the Web UI then asks /v1/codec/decode with a token."
                            .formatted(gateway.host()));
        }
    }

    /// Only to this machine itself: not to another name that was made to lead here, and not through a proxy.
    boolean opensTo(String segment, HttpRequest<?> http) {
        return isDirect(http) && isRight(segment);
    }

    private static boolean isDirect(HttpRequest<?> http) {
        HttpHeaders headers = http.getHeaders();
        String host = String.valueOf(headers.get(HttpHeaders.HOST)).replaceFirst(":\\d+$", "");
        return THIS_MACHINE.contains(host) && FROM_A_PROXY.stream().noneMatch(headers::contains);
    }

    private boolean isRight(String segment) {
        String expected = settings.localPath();
        return expected != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), segment.getBytes(StandardCharsets.UTF_8));
    }
}
