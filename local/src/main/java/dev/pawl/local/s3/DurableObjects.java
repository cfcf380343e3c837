package dev.pawl.local.s3;

import dev.pawl.local.home.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// Objects whose writing is answered only when they would survive a loss of power. The file back end below writes
/// beside
/// the object's place and moves it there, but leaves it to the kernel when the bytes reach the disk.
final class DurableObjects extends ForwardingBlobStore {

    private final Path root;

    DurableObjects(BlobStore files, Path root) {
        super(files);
        this.root = root;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        PutObjectResponse response = super.putBlob(request, content);
        sync(request.bucket(), request.key());
        return response;
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
        CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
        sync(request.bucket(), request.key());
        return response;
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
