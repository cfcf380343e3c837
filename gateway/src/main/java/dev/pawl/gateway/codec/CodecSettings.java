package dev.pawl.gateway.codec;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the Web UI gets payloads opened.
///
/// @param localPath a segment that nobody can guess, for a Web UI that can send no token; only on loopback
/// @param uiOrigins where the Web UI is seen from: browsers at other addresses are refused
@ConfigurationProperties("pawl.codec")
public record CodecSettings(
        @Nullable String localPath,

        @Bindable(defaultValue = "http://127.0.0.1:8233,http://localhost:8233")
        List<String> uiOrigins) {

    private static final int SHORTEST = 22;

    public CodecSettings {
        uiOrigins = List.copyOf(uiOrigins);
        if (localPath != null && localPath.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "PAWL_CODEC_LOCAL_PATH can be guessed: it must have at least %d characters. Make it with openssl rand -hex 16."
                            .formatted(SHORTEST));
        }
    }
}
