package dev.pawl.gateway;

import dev.pawl.workflows.Attributes;
import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.AddSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.common.SearchAttributeKey;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/// A Temporal test server that knows Pawl's search attributes before anybody reaches it. Asked to start a workflow
/// with one that it does not know, it refuses, and from then on it says of that workflow both that it is running and
/// that there is none.
final class TestingTemporal implements AutoCloseable {

    private final TestServicesStarter services = new TestServicesStarter(true, 0);
    private final Server server;

    private TestingTemporal(int port) throws IOException {
        OperatorServiceGrpc.OperatorServiceImplBase operator = services.getOperatorService();
        operator.addSearchAttributes(attributes(), new Silent());
        ServerBuilder<?> builder = Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create());
        HealthStatusManager health = new HealthStatusManager();
        for (BindableService service : services.getServices()) {
            builder.addService(service);
            health.setStatus(service.bindService().getServiceDescriptor().getName(), ServingStatus.SERVING);
        }
        server = builder.addService(health.getHealthService()).build().start();
    }

    static TestingTemporal at(int port) {
        try {
            return new TestingTemporal(port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static AddSearchAttributesRequest attributes() {
        AddSearchAttributesRequest.Builder request =
                AddSearchAttributesRequest.newBuilder().setNamespace("default");
        Stream.of(Attributes.TENANT, Attributes.KIND, Attributes.STATE, Attributes.STAGE, Attributes.REPOSITORY)
                .map(SearchAttributeKey::getName)
                .forEach(name -> request.putSearchAttributes(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        return request.build();
    }

    @Override
    public void close() {
        server.shutdownNow();
        services.close();
    }

    /// The answer is empty; a refusal ends the start.
    private static final class Silent implements StreamObserver<AddSearchAttributesResponse> {

        @Override
        public void onNext(AddSearchAttributesResponse response) {}

        @Override
        public void onError(Throwable refusal) {
            throw new IllegalStateException("The search attributes were refused.", refusal);
        }

        @Override
        public void onCompleted() {}
    }
}
