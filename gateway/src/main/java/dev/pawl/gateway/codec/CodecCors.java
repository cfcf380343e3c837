package dev.pawl.gateway.codec;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets the browser's page at the Web UI's address, and no other page, read what the codec answers.
@ServerFilter({"/codec/**", "/v1/codec/**"})
final class CodecCors {

    private final CodecSettings settings;

    CodecCors(CodecSettings settings) {
        this.settings = settings;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> preflight(HttpRequest<?> request) {
        if (request.getMethod() != HttpMethod.OPTIONS) {
            return null;
        }
        MutableHttpResponse<?> answer = HttpResponse.noContent();
        allow(request, answer);
        return answer;
    }

    @ResponseFilter
    void allow(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Optional<String> origin = request.getHeaders().getOrigin().filter(settings.uiOrigins()::contains);
        origin.ifPresent(known -> response.header("Access-Control-Allow-Origin", known)
                .header("Access-Control-Allow-Methods", "POST, OPTIONS")
                .header("Access-Control-Allow-Headers", "content-type, x-namespace, authorization")
                .header("Access-Control-Allow-Private-Network", "true")
                .header("Vary", "Origin"));
    }
}
