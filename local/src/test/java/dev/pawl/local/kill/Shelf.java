package dev.pawl.local.kill;

import com.google.protobuf.ByteString;
import dev.pawl.local.s3.ObjectsServer;
import dev.pawl.local.trouble.HouseDatabase;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import okhttp3.OkHttpClient;

/// A server, as a place where things are put under names: nothing but what its own client does.
interface Shelf extends AutoCloseable {

    /// Returns when the server has said that it has it.
    void put(String name, String load) throws Exception;

    boolean has(String name) throws Exception;

    @Override
    void close();

    /// Rows of a table.
    record Rows(HouseDatabase database) implements Shelf {

        static Shelf in(HouseDatabase database) throws SQLException {
            database.change("create table if not exists shelf (name text, load text)");
            return new Rows(database);
        }

        @Override
        public void put(String name, String load) throws SQLException {
            database.change("insert into shelf values ('%s', '%s')".formatted(name, load));
        }

        @Override
        public boolean has(String name) throws SQLException {
            return !database.rows("select 1 from shelf where name = '%s'".formatted(name))
                    .isEmpty();
        }

        @Override
        public void close() {}
    }

    /// Objects of a bucket.
    record Objects(OkHttpClient http, MinioClient client) implements Shelf {

        static Shelf at(int port, String accessKey, String secretKey) {
            OkHttpClient http =
                    new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
            return new Objects(
                    http,
                    MinioClient.builder()
                            .endpoint("http://127.0.0.1:" + port)
                            .region("us-east-1")
                            .credentials(accessKey, secretKey)
                            .httpClient(http)
                            .build());
        }

        @Override
        public void put(String name, String load) throws Exception {
            byte[] bytes = load.getBytes(StandardCharsets.UTF_8);
            client.putObject(PutObjectArgs.builder().bucket(ObjectsServer.BUCKET).object("shelf/" + name).stream(
                            new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
                    .build());
        }

        @Override
        public boolean has(String name) {
            ListObjectsArgs named = ListObjectsArgs.builder()
                    .bucket(ObjectsServer.BUCKET)
                    .prefix("shelf/" + name)
                    .build();
            return client.listObjects(named).iterator().hasNext();
        }

        @Override
        public void close() {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    /// Workflows that nobody carries out.
    record Stories(ManagedChannel channel) implements Shelf {

        private static final String NAMESPACE = "default";

        static Shelf at(int port) {
            return new Stories(NettyChannelBuilder.forAddress("127.0.0.1", port)
                    .usePlaintext()
                    .build());
        }

        private WorkflowServiceGrpc.WorkflowServiceBlockingStub server() {
            return WorkflowServiceGrpc.newBlockingStub(channel).withWaitForReady();
        }

        @Override
        public void put(String name, String load) {
            StartWorkflowExecutionRequest.Builder start = StartWorkflowExecutionRequest.newBuilder()
                    .setNamespace(NAMESPACE)
                    .setWorkflowId(name)
                    .setRequestId(name)
                    .setWorkflowType(WorkflowType.newBuilder().setName("nobody's"))
                    .setTaskQueue(TaskQueue.newBuilder().setName("nobody's"));
            start.getMemoBuilder()
                    .putFields(
                            "load",
                            Payload.newBuilder()
                                    .setData(ByteString.copyFromUtf8(load))
                                    .build());
            server().startWorkflowExecution(start.build());
        }

        @Override
        public boolean has(String name) {
            try {
                server().describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(name))
                        .build());
                return true;
            } catch (StatusRuntimeException failure) {
                if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
                    return false;
                }
                throw failure;
            }
        }

        @Override
        public void close() {
            channel.shutdownNow();
        }
    }
}
