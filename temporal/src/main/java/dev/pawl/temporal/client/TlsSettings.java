package dev.pawl.temporal.client;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How the connection to Temporal is secured: off, TLS, or TLS with a certificate of our own (mTLS).
@ConfigurationProperties("pawl.temporal.tls")
public record TlsSettings(
        @Bindable(defaultValue = "false") boolean enabled,
        @Nullable Path authorityFile,
        @Nullable Path certificateFile,
        @Nullable Path keyFile,
        @Nullable String serverName) {}
