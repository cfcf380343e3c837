package dev.pawl.temporal.trace;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.inject.Singleton;

/// Makes the tracer: one that sends to the collector when there is an address, else one that does nothing.
@Factory
final class TelemetryFactory {

    @Singleton
    @Bean(preDestroy = "close")
    @Requires(property = "pawl.telemetry.endpoint")
    OpenTelemetrySdk telemetry(TelemetrySettings settings, @Value("${micronaut.application.name}") String program) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint() + "/v1/traces")
                .build();
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(Resource.getDefault()
                                .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), program))))
                        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sample())))
                        .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                        .build())
                .build();
    }

    @Singleton
    @Requires(missingProperty = "pawl.telemetry.endpoint")
    OpenTelemetry silence() {
        return OpenTelemetry.noop();
    }

    @Singleton
    Tracer tracer(OpenTelemetry telemetry) {
        return telemetry.getTracer("dev.pawl");
    }
}
