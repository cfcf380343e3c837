package dev.pawl.store.blob;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// Where the programs find the S3 store, and who they are there.
///
/// @param bucket made at first use if it is missing
@ConfigurationProperties("pawl.s3")
public record S3Settings(
        String endpoint,
        @Bindable(defaultValue = "pawl") String bucket,
        String accessKey,
        String secretKey,
        @Bindable(defaultValue = "us-east-1") String region) {

    public S3Settings {
        if (!endpoint.startsWith("http://") && !endpoint.startsWith("https://")) {
            throw new IllegalArgumentException(
                    "pawl.s3.endpoint is not an address. Write it as https://host:9000, without a path.");
        }
    }

    @Override
    public String toString() {
        return "S3Settings[endpoint=" + endpoint + ", bucket=" + bucket + ", accessKey=" + accessKey + ", region="
                + region + "]";
    }
}
