package dev.pawl.activities.broker;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The way to the providers.
@Singleton
final class Upstream implements AutoCloseable {

    private static final Duration PATIENCE_TO_CONNECT = Duration.ofSeconds(20);

    private static final Pattern HARMLESS = Pattern.compile("[ -~]{1,1000}");

    private final Duration silence;
    private @Nullable HttpClient client;

    Upstream(ModelSettings settings) {
        this.silence = settings.silence();
    }

    Duration silence() {
        return silence;
    }

    /// Asks and waits for the beginning of the answer. A visitor who goes away ends the waiting.
    HttpResponse<Incoming> ask(Provider provider, String path, Asked asked, Visit visit)
            throws IOException, InterruptedException, Provider.NoKeyException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(provider.address() + path))
                .timeout(silence)
                .version(isPlain(provider) ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
                .POST(asked.body().publisher());
        for (String header : provider.api().headers()) {
            visit.header(header)
                    .filter(value -> HARMLESS.matcher(value).matches())
                    .ifPresent(value -> request.header(header, value));
        }
        provider.key().ifPresent(key -> provider.api().sign(request, key));
        CompletableFuture<HttpResponse<Incoming>> answer = client().sendAsync(request.build(), _ -> new Incoming());
        visit.whenGone(() -> answer.cancel(true));
        try {
            return answer.get();
        } catch (CancellationException e) {
            throw new IOException("nobody waits for the answer", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private static boolean isPlain(Provider provider) {
        return provider.address().getScheme().equals("http");
    }

    /// Redirects are not followed: the key would go along.
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE_TO_CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
            client = made;
        }
        return made;
    }

    @Override
    @PreDestroy
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
