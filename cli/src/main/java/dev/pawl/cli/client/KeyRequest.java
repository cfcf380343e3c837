package dev.pawl.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An API key to be made.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyRequest(
        String name, List<String> scopes, @Nullable String expiresAt) {

    public KeyRequest {
        scopes = List.copyOf(scopes);
    }
}
