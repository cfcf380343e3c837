package dev.pawl.store.blob;

import dev.pawl.store.StoreUnavailableException;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import okhttp3.OkHttpClient;

/// The S3 store of one program, by object. It closes with the context, after every bean that was given it.
@Singleton
public final class ObjectStore implements AutoCloseable {

    /// Held in memory while it is sent; ten thousand of them make the largest object, 78 GB.
    private static final long PART = 8L << 20;

    /// How many objects are listed at once: the most that a store answers with.
    private static final int PAGE = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Set<String> MISSING = Set.of("NoSuchKey", "NoSuchObject", "NotFound");
    private static final Set<String> BUCKET_IS_THERE = Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");
    private static final Set<String> FULL = Set.of("XMinioStorageFull", "InsufficientStorage");
    private static final Set<String> WRONG_KEY = Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied");

    private final S3Settings settings;
    private final OkHttpClient http;
    private final MinioClient patient;
    private final MinioClient impatient;
    private volatile boolean bucketIsThere;

    public ObjectStore(S3Settings settings) {
        this.settings = settings;
        this.http = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(4))
                .readTimeout(Duration.ofSeconds(60))
                .writeTimeout(Duration.ofSeconds(60))
                .build();
        http.dispatcher().setMaxRequestsPerHost(64);
        this.patient = client(http);
        this.impatient = client(http.newBuilder().callTimeout(PATIENCE).build());
    }

    /// Returns when the store answers, and throws within about two seconds, with a plain reason, when it does not.
    public void ping() {
        try {
            answer(() -> hasBucket(impatient));
        } catch (MinioException failure) {
            throw unavailable(failure);
        }
    }

    void put(String key, InputStream bytes, long size) {
        requireBucket();
        PutObjectArgs request = PutObjectArgs.builder().bucket(settings.bucket()).object(key).stream(bytes, size, PART)
                .contentType("application/octet-stream")
                .build();
        try {
            answer(() -> patient.putObject(request));
        } catch (MinioException failure) {
            throw unavailable(failure);
        }
    }

    Optional<StoredObject> get(String key) {
        requireBucket();
        GetObjectArgs request =
                GetObjectArgs.builder().bucket(settings.bucket()).object(key).build();
        try {
            GetObjectResponse response = answer(() -> patient.getObject(request));
            String length = Objects.requireNonNullElse(response.headers().get("Content-Length"), "-1");
            return Optional.of(new StoredObject(response, Long.parseLong(length)));
        } catch (MinioException failure) {
            requireMissing(failure);
            return Optional.empty();
        }
    }

    OptionalLong size(String key) {
        requireBucket();
        StatObjectArgs request =
                StatObjectArgs.builder().bucket(settings.bucket()).object(key).build();
        try {
            return OptionalLong.of(answer(() -> patient.statObject(request)).size());
        } catch (MinioException failure) {
            requireMissing(failure);
            return OptionalLong.empty();
        }
    }

    /// What lies at the top of the bucket: a folder's name ends with a slash.
    List<String> top() {
        ListObjectsArgs request =
                ListObjectsArgs.builder().bucket(settings.bucket()).build();
        return listed(request, Integer.MAX_VALUE).stream().map(Item::objectName).toList();
    }

    /// The next objects of a folder in the order of their names, no more than a page; none after the last.
    List<FoundObject> page(String folder, String after) {
        ListObjectsArgs.Builder request = ListObjectsArgs.builder()
                .bucket(settings.bucket())
                .prefix(folder)
                .recursive(true)
                .maxKeys(PAGE);
        if (!after.isEmpty()) {
            request.startAfter(after);
        }
        return listed(request.build(), PAGE).stream()
                .map(item -> new FoundObject(
                        item.objectName(), item.size(), item.lastModified().toInstant()))
                .toList();
    }

    /// Takes an object away; that it is gone already is as good.
    void remove(String key) {
        requireBucket();
        RemoveObjectArgs request =
                RemoveObjectArgs.builder().bucket(settings.bucket()).object(key).build();
        try {
            answer(() -> {
                patient.removeObject(request);
                return true;
            });
        } catch (MinioException failure) {
            requireMissing(failure);
        }
    }

    @Override
    @PreDestroy
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private List<Item> listed(ListObjectsArgs request, int most) {
        requireBucket();
        try {
            return answer(() -> {
                List<Item> items = new ArrayList<>();
                Iterator<Result<Item>> results = patient.listObjects(request).iterator();
                while (items.size() < most && results.hasNext()) {
                    items.add(results.next().get());
                }
                return items;
            });
        } catch (MinioException failure) {
            throw unavailable(failure);
        }
    }

    private MinioClient client(OkHttpClient over) {
        return MinioClient.builder()
                .endpoint(settings.endpoint())
                .region(settings.region())
                .credentials(settings.accessKey(), settings.secretKey())
                .httpClient(over)
                .build();
    }

    private void requireBucket() {
        if (bucketIsThere) {
            return;
        }
        MakeBucketArgs request = MakeBucketArgs.builder()
                .bucket(settings.bucket())
                .region(settings.region())
                .build();
        try {
            answer(() -> {
                if (!hasBucket(patient)) {
                    patient.makeBucket(request);
                }
                return true;
            });
        } catch (MinioException failure) {
            if (!BUCKET_IS_THERE.contains(code(failure))) {
                throw unavailable(failure);
            }
        }
        bucketIsThere = true;
    }

    private boolean hasBucket(MinioClient client) throws MinioException {
        return client.bucketExists(
                BucketExistsArgs.builder().bucket(settings.bucket()).build());
    }

    /// The client throws what the network threw as an IllegalStateException; here it is one kind with the rest.
    private static <T> T answer(Request<T> request) throws MinioException {
        try {
            return request.send();
        } catch (IllegalStateException failure) {
            throw new MinioException(failure);
        }
    }

    private void requireMissing(MinioException failure) {
        if (!MISSING.contains(code(failure))) {
            throw unavailable(failure);
        }
    }

    private StoreUnavailableException unavailable(MinioException failure) {
        String code = code(failure);
        if (code.equals("NoSuchBucket")) {
            bucketIsThere = false;
        }
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

    private interface Request<T> {

        T send() throws MinioException;
    }
}
