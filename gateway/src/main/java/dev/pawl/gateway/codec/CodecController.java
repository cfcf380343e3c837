package dev.pawl.gateway.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.pawl.gateway.access.Caller;
import dev.pawl.gateway.access.Needs;
import dev.pawl.gateway.problem.Page;
import dev.pawl.gateway.problem.Problem;
import dev.pawl.store.access.Scope;
import dev.pawl.store.run.Runs;
import dev.pawl.temporal.key.SealingCodec;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.payload.codec.PayloadCodecException;
import java.util.List;
import java.util.function.Consumer;

/// Opens payloads for the Temporal Web UI and CLI, in the form that they ask. Nothing is sealed here: only programs
/// write.
@Controller(consumes = MediaType.APPLICATION_JSON, produces = MediaType.APPLICATION_JSON)
final class CodecController {

    private final SealingCodec codec;
    private final LocalDoor door;
    private final Runs runs;

    CodecController(SealingCodec codec, LocalDoor door, Runs runs) {
        this.codec = codec;
        this.door = door;
        this.runs = runs;
    }

    @Post("/v1/codec/decode")
    @Needs(Scope.OPERATE)
    String decode(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @Body String payloads) {
        return opened(payloads, closed -> requireOwn(caller, closed));
    }

    @Post("/codec/{segment}/decode")
    String decodeLocally(HttpRequest<?> http, String segment, @Body String payloads) {
        if (!door.opensTo(segment, http)) {
            throw Problem.of("not-found", HttpStatus.NOT_FOUND, "Not Found", "There is nothing here.")
                    .exception();
        }
        return opened(payloads, _ -> {});
    }

    /// A tenant's operator opens what is sealed for the tenant's own runs.
    private void requireOwn(Caller caller, List<Payload> closed) {
        closed.stream().map(SealingCodec::runOf).distinct().forEach(run -> {
            if (run == null || runs.find(caller.tenant(), run).isEmpty()) {
                throw Problem.of(
                                "payload-foreign",
                                HttpStatus.FORBIDDEN,
                                "This is not yours to open",
                                "A payload is sealed for %s, which is no run of this key's tenant."
                                        .formatted(run == null ? "no run" : run))
                        .exception();
            }
        });
    }

    private String opened(String json, Consumer<List<Payload>> check) {
        try {
            Payloads.Builder sealed = Payloads.newBuilder();
            JsonFormat.parser().ignoringUnknownFields().merge(json, sealed);
            check.accept(sealed.getPayloadsList());
            Payloads opened = Payloads.newBuilder()
                    .addAllPayloads(codec.decode(sealed.getPayloadsList()))
                    .build();
            return JsonFormat.printer().omittingInsignificantWhitespace().print(opened);
        } catch (InvalidProtocolBufferException e) {
            throw Page.unprocessable(
                    "The body is no list of payloads: {\"payloads\":[{\"metadata\":{},\"data\":\"\"}]}.");
        } catch (PayloadCodecException e) {
            throw Page.unprocessable(String.valueOf(e.getMessage()));
        }
    }
}
