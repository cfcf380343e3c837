import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Stands for the worker and the gateway: serves the pages that they serve, and notes in a file when it ends.
public final class FakeProgram {

    public static void main(String[] arguments) throws IOException {
        boolean isGateway = System.getenv("PAWL_GATEWAY_PORT") != null;
        String name = isGateway ? "gateway" : "worker";
        refuseWhenTold();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> note(name)));
        serve("PAWL_VITALS_PORT");
        if (isGateway) {
            serve("PAWL_GATEWAY_PORT");
        }
        System.out.println("INFO the " + name + " serves");
    }

    private static void refuseWhenTold() {
        if (System.getenv("PAWL_FAKE_REFUSAL") != null) {
            System.err.println(System.getenv("PAWL_FAKE_REFUSAL"));
            System.exit(7);
        }
    }

    private static void serve(String port) throws IOException {
        int number = Integer.parseInt(System.getenv(port));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), number), 0);
        server.createContext("/ready", FakeProgram::ready);
        server.start();
    }

    private static void ready(HttpExchange exchange) throws IOException {
        boolean isBroken = System.getenv("PAWL_FAKE_BROKEN") != null && Files.exists(Path.of(System.getenv("PAWL_FAKE_BROKEN")));
        String body = isBroken
                ? "{\"status\":\"down\",\"parts\":[{\"name\":\"database\",\"status\":\"down\",\"reason\":\"it is on holiday\"}]}"
                : "{\"status\":\"up\",\"parts\":[{\"name\":\"database\",\"status\":\"up\"}]}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(isBroken ? 503 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void note(String name) {
        String file = System.getenv("PAWL_FAKE_ENDINGS");
        if (file == null) {
            return;
        }
        try {
            Thread.sleep(200);
            Files.writeString(Path.of(file), name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
