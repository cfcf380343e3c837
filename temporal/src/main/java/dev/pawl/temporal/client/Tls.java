package dev.pawl.temporal.client;

import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.temporal.serviceclient.SimpleSslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Makes of TLS settings what the client wants.
final class Tls {

    private Tls() {}

    static SslContext context(TlsSettings settings) {
        try {
            SimpleSslContextBuilder builder = identity(settings);
            if (settings.authorityFile() != null) {
                builder.setTrustManager(trustOnly(settings.authorityFile()));
            }
            return builder.build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The TLS files for Temporal cannot be used (%s). Check PAWL_TEMPORAL_TLS_AUTHORITY_FILE, _CERTIFICATE_FILE and _KEY_FILE: all PEM, the key in PKCS#8."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static SimpleSslContextBuilder identity(TlsSettings settings) throws IOException {
        if (settings.certificateFile() == null || settings.keyFile() == null) {
            return SimpleSslContextBuilder.noKeyOrCertChain();
        }
        try (InputStream certificate = Files.newInputStream(settings.certificateFile());
                InputStream key = Files.newInputStream(settings.keyFile())) {
            // The builder reads its streams only when it builds: give it what outlives this block.
            return SimpleSslContextBuilder.forPKCS8(copy(certificate), copy(key));
        }
    }

    private static InputStream copy(InputStream stream) throws IOException {
        return new ByteArrayInputStream(stream.readAllBytes());
    }

    private static X509TrustManager trustOnly(Path authorities) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream file = Files.newInputStream(authorities)) {
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                return trust;
            }
        }
        throw new GeneralSecurityException("this JVM has no X.509 trust manager");
    }
}
