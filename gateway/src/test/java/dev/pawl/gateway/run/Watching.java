package dev.pawl.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.TestingGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One who reads the stream of a run over HTTP.
record Watching(HttpClient http, BufferedReader lines) implements AutoCloseable {

    static Watching of(TestingGateway gateway, String run, long seen) throws IOException, InterruptedException {
        return of(gateway, run, seen, "");
    }

    static Watching of(TestingGateway gateway, String run, long seen, String query)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<InputStream> answer = http.send(
                gateway.request("/v1/runs/" + run + "/events" + query)
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", Long.toString(seen))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        return new Watching(http, new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }

    List<Long> numbers(int count) throws IOException {
        List<Long> numbers = new ArrayList<>();
        while (numbers.size() < count) {
            String line = lines.readLine();
            assertThat(line).as("the stream ended after %s", numbers).isNotNull();
            if (line.startsWith("id: ")) {
                numbers.add(Long.parseLong(line.substring(4)));
            }
        }
        return numbers;
    }

    /// All lines up to the one that begins so.
    List<String> until(String wanted) throws IOException {
        List<String> read = new ArrayList<>();
        while (read.isEmpty() || !read.getLast().startsWith(wanted)) {
            String line = lines.readLine();
            assertThat(line).as("the stream ended after %s", read).isNotNull();
            read.add(line);
        }
        return read;
    }

    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            rest.append(line).append('\n');
        }
        return rest.toString();
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        lines.close();
    }
}
