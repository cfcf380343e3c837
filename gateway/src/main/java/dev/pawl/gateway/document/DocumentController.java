package dev.pawl.gateway.document;

import dev.pawl.gateway.access.Needs;
import dev.pawl.store.access.Scope;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// Gives the OpenAPI document.
@Controller("/v1/openapi.yaml")
final class DocumentController {

    @Get
    @Produces("application/yaml")
    @Needs(Scope.READ)
    byte[] document() throws IOException {
        try (InputStream document =
                Objects.requireNonNull(DocumentController.class.getResourceAsStream("/openapi.yaml"))) {
            return document.readAllBytes();
        }
    }
}
