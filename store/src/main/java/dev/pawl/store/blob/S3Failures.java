package dev.pawl.store.blob;

import dev.pawl.store.StoreUnavailableException;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.util.Objects;
import java.util.Set;

/// What a failure of the S3 store means, and how it is said.
final class S3Failures {

    private static final Set<String> MISSING = Set.of("NoSuchKey", "NoSuchObject", "NotFound");
    private static final Set<String> BUCKET_IS_THERE = Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");
    private static final Set<String> FULL = Set.of("XMinioStorageFull", "InsufficientStorage");
    private static final Set<String> WRONG_KEY = Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied");

    private final S3Settings settings;

    S3Failures(S3Settings settings) {
        this.settings = settings;
    }

    /// There is no such object.
    static boolean isMissing(MinioException failure) {
        return MISSING.contains(code(failure));
    }

    /// Somebody made the bucket meanwhile.
    static boolean isBucketThere(MinioException failure) {
        return BUCKET_IS_THERE.contains(code(failure));
    }

    /// Somebody took the bucket away.
    static boolean isBucketGone(MinioException failure) {
        return code(failure).equals("NoSuchBucket");
    }

    StoreUnavailableException unavailable(MinioException failure) {
        String code = code(failure);
        if (WRONG_KEY.contains(code)) {
            return new StoreUnavailableException(
                    "The S3 store at " + settings.endpoint() + " refuses the access key '" + settings.accessKey()
                            + "' (" + code + "). Check PAWL_S3_ACCESS_KEY and PAWL_S3_SECRET_KEY.",
                    failure);
        }
        if (FULL.contains(code)) {
            return new StoreUnavailableException(
                    "The disk of the S3 store at " + settings.endpoint() + " is full (" + code
                            + "). Make room there; what waits for it goes on by itself.",
                    failure);
        }
        return new StoreUnavailableException(
                "The S3 store at " + settings.endpoint() + " does not answer as it should: " + reason(failure)
                        + ". Try again shortly.",
                failure);
    }

    private static String code(MinioException failure) {
        return failure instanceof ErrorResponseException answer
                ? Objects.requireNonNullElse(answer.errorResponse().code(), "")
                : "";
    }

    private static String reason(MinioException failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = Objects.requireNonNullElse(
                deepest.getMessage(), deepest.getClass().getSimpleName());
        return message.replaceAll("\\.$", "");
    }
}
