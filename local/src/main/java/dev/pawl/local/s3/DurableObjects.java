package dev.pawl.local.s3;

import dev.pawl.local.home.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Objects whose writing is answered only when they would survive a loss of power. The file back end below writes
/// beside the object's place and moves it there, but leaves it to the kernel when the bytes reach the disk.
final class DurableObjects extends ForwardingBlobStore {

    /// As Linux says it.
    private static final String FULL = "No space left on device";

    private final Path root;

    DurableObjects(BlobStore files, Path root) {
        super(files);
        this.root = root;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        return whereThereIsRoom(() -> {
            PutObjectResponse response = super.putBlob(request, content);
            sync(request.bucket(), request.key());
            return response;
        });
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse response = super.copyBlob(request);
        sync(request.destinationBucket(), request.destinationKey());
        return response;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        return whereThereIsRoom(() -> {
            CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
            sync(request.bucket(), request.key());
            return response;
        });
    }

    @Override
    public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request, InputStream part) {
        return whereThereIsRoom(() -> super.uploadMultipartPart(upload, request, part));
    }

    /// A full disk is told as MinIO tells it.
    private static <T> T whereThereIsRoom(Supplier<T> writing) {
        try {
            return writing.get();
        } catch (RuntimeException failure) {
            throw isForWantOfRoom(failure) ? full(failure) : failure;
        }
    }

    private static boolean isForWantOfRoom(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(FULL)) {
                return true;
            }
        }
        return false;
    }

    private static RuntimeException full(RuntimeException failure) {
        return S3Exception.builder()
                .statusCode(507)
                .message(FULL)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("XMinioStorageFull")
                        .errorMessage(FULL)
                        .build())
                .cause(failure)
                .build();
    }

    /// The object, and each folder above it up to the bucket's, because a name is an entry of its folder.
    private void sync(String bucket, String key) {
        Path bucketFolder = root.resolve(bucket);
        try {
            Path path = bucketFolder.resolve(key).normalize();
            while (path != null && path.startsWith(bucketFolder)) {
                PrivateFiles.sync(path);
                path = path.getParent();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The object " + key + " could not be made durable.", failure);
        }
    }
}
