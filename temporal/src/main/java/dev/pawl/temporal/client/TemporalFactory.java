package dev.pawl.temporal.client;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.util.Duration;
import dev.pawl.temporal.key.Keyring;
import dev.pawl.temporal.key.KeysSettings;
import dev.pawl.temporal.key.SealingCodec;
import dev.pawl.temporal.trace.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.temporal.authorization.AuthorizationGrpcMetadataProvider;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes the one client of a program. It connects when it is first used, so that a program starts while Temporal is
/// away.
@Factory
final class TemporalFactory {

    private static final double REPORT_SECONDS = 5;

    @Singleton
    Keyring keyring(KeysSettings settings) {
        return Keyring.read(settings.file());
    }

    @Singleton
    SealingCodec codec(Keyring keyring) {
        return new SealingCodec(keyring);
    }

    @Singleton
    @Bean(preDestroy = "close")
    Scope metrics(MeterRegistry registry) {
        return new RootScopeBuilder()
                .reporter(new MicrometerClientStatsReporter(registry))
                .reportEvery(Duration.ofSeconds(REPORT_SECONDS));
    }

    @Singleton
    @Bean(preDestroy = "shutdownNow")
    WorkflowServiceStubs stubs(TemporalSettings settings, TlsSettings tls, Scope metrics) {
        WorkflowServiceStubsOptions.Builder options = WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.address())
                .setMetricsScope(metrics);
        if (tls.enabled()) {
            options.setSslContext(Tls.context(tls));
            if (tls.serverName() != null) {
                options.setChannelInitializer(channel -> channel.overrideAuthority(tls.serverName()));
            }
        }
        Path apiKey = settings.apiKeyFile();
        if (apiKey != null) {
            options.addGrpcMetadataProvider(new AuthorizationGrpcMetadataProvider(() -> "Bearer " + read(apiKey)));
        }
        return WorkflowServiceStubs.newServiceStubs(options.build());
    }

    @Singleton
    WorkflowClient client(WorkflowServiceStubs stubs, TemporalSettings settings, SealingCodec codec) {
        return WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(settings.namespace())
                        .setDataConverter(
                                new CodecDataConverter(DefaultDataConverter.newDefaultInstance(), List.of(codec), true))
                        .setContextPropagators(List.of(new TraceContext()))
                        .build());
    }

    private static String read(Path apiKey) {
        try {
            return Files.readString(apiKey).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The API key for Temporal cannot be read from %s. Check PAWL_TEMPORAL_API_KEY_FILE."
                            .formatted(apiKey),
                    e);
        }
    }
}
