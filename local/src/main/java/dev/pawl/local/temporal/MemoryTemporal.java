package dev.pawl.local.temporal;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.AddSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Locale;

/// The in-memory Temporal test server as a process of its own, for machines where no real one can be had. It forgets
/// all when it ends. Its own main would listen on every interface.
public final class MemoryTemporal {

    private MemoryTemporal() {}

    /// Arguments: the port, and the file of search attributes.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (TestServicesStarter services = new TestServicesStarter(false, 0)) {
            OperatorServiceGrpc.OperatorServiceImplBase operator = services.getOperatorService();
            operator.addSearchAttributes(request(SearchAttributes.read(Path.of(arguments[1]))), new Silent());
            Server server = server(services, Integer.parseInt(arguments[0]));
            Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
            server.start();
            server.awaitTermination();
        }
    }

    private static Server server(TestServicesStarter services, int port) {
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        HealthStatusManager health = new HealthStatusManager();
        for (BindableService service : services.getServices()) {
            builder.addService(service);
            health.setStatus(service.bindService().getServiceDescriptor().getName(), ServingStatus.SERVING);
        }
        return builder.addService(health.getHealthService()).build();
    }

    private static AddSearchAttributesRequest request(SearchAttributes attributes) {
        AddSearchAttributesRequest.Builder request =
                AddSearchAttributesRequest.newBuilder().setNamespace("default");
        attributes
                .types()
                .forEach((name, type) -> request.putSearchAttributes(
                        name, IndexedValueType.valueOf("INDEXED_VALUE_TYPE_" + type.toUpperCase(Locale.ROOT))));
        return request.build();
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
