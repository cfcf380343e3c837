package dev.pawl.temporal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceTest {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracer tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build()
            .get("test");

    @Test
    void oneTraceReachesFromTheRequestToTheActivity() {
        Span request = tracer.spanBuilder("request").startSpan();
        try (TestWorkflowEnvironment temporal = temporal();
                Scope _ = request.makeCurrent()) {
            runStory(temporal);
        } finally {
            request.end();
        }

        SpanData activity = spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("activity Work"))
                .findFirst()
                .orElseThrow();
        assertThat(activity.getTraceId()).isEqualTo(request.getSpanContext().getTraceId());
        assertThat(activity.getParentSpanId())
                .isEqualTo(request.getSpanContext().getSpanId());
    }

    @Test
    void anActivityThatNobodyTracedBeginsATraceOfItsOwn() {
        try (TestWorkflowEnvironment temporal = temporal()) {
            runStory(temporal);
        }

        assertThat(spans.getFinishedSpanItems())
                .singleElement()
                .satisfies(span ->
                        assertThat(span.getParentSpanContext().isValid()).isFalse());
    }

    @Test
    void takesALineThatIsNoTraceForNone() {
        Context context = new TraceParent("rubbish").asContext();

        assertThat(Span.fromContext(context).getSpanContext().isValid()).isFalse();
    }

    private TestWorkflowEnvironment temporal() {
        return TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setContextPropagators(List.of(new TraceContext()))
                        .build())
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new ActivityTraces(tracer))
                        .build())
                .build());
    }

    private static void runStory(TestWorkflowEnvironment temporal) {
        Worker worker = temporal.newWorker("queue");
        worker.registerWorkflowImplementationTypes(Told.class);
        worker.registerActivitiesImplementations((Deed) () -> {});
        temporal.start();
        temporal.getWorkflowClient()
                .newWorkflowStub(
                        Story.class,
                        WorkflowOptions.newBuilder().setTaskQueue("queue").build())
                .tell();
    }

    @WorkflowInterface
    public interface Story {
        @WorkflowMethod
        void tell();
    }

    @ActivityInterface
    public interface Deed {
        void work();
    }

    public static final class Told implements Story {
        @Override
        public void tell() {
            Workflow.newActivityStub(
                            Deed.class,
                            ActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(Duration.ofSeconds(5))
                                    .build())
                    .work();
        }
    }
}
