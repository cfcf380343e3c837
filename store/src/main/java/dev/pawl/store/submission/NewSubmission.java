package dev.pawl.store.submission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What somebody asks for.
///
/// @param runId the id that the run gets if this is the first time it is asked for
/// @param request what is asked, as JSON: equal requests must be equal texts
/// @param idempotencyKey asked twice with the same key, it is the same run; absent, it is always a new one
/// @param traceParent the caller's trace, which the run's goes on from
public record NewSubmission(
        String runId,
        String kind,
        String title,
        String request,
        @Nullable String idempotencyKey,
        @Nullable String traceParent) {

    /// What tells this request from another under the same key.
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest((kind + "\n" + request).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
