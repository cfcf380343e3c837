package dev.pawl.gateway.codec;

import dev.pawl.gateway.GatewaySettings;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// The way in for a Web UI that can send no token: a path that nobody can guess, open only on this machine.
@Singleton
public final class LocalDoor {

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

    boolean opensTo(String segment) {
        String expected = settings.localPath();
        return expected != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), segment.getBytes(StandardCharsets.UTF_8));
    }
}
