package dev.pawl.gateway.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.pawl.gateway.access.Needs;
import dev.pawl.gateway.problem.Page;
import dev.pawl.gateway.problem.Problem;
import dev.pawl.store.access.Scope;
import dev.pawl.temporal.key.SealingCodec;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.temporal.api.common.v1.Payloads;
import io.temporal.payload.codec.PayloadCodecException;

/// Opens payloads for the Temporal Web UI and CLI, in the form that they ask. Nothing is sealed here: only programs
/// write.
@Controller(consumes = MediaType.APPLICATION_JSON, produces = MediaType.APPLICATION_JSON)
final class CodecController {

    private final SealingCodec codec;
    private final LocalDoor door;

    CodecController(SealingCodec codec, LocalDoor door) {
        this.codec = codec;
        this.door = door;
    }

    @Post("/v1/codec/decode")
    @Needs(Scope.OPERATE)
    String decode(@Body String payloads) {
        return opened(payloads);
    }

    @Post("/codec/{segment}/decode")
    String decodeLocally(String segment, @Body String payloads) {
        if (!door.opensTo(segment)) {
            throw Problem.of("not-found", HttpStatus.NOT_FOUND, "Not Found", "There is nothing here.")
                    .exception();
        }
        return opened(payloads);
    }

    private String opened(String json) {
        try {
            Payloads.Builder sealed = Payloads.newBuilder();
            JsonFormat.parser().ignoringUnknownFields().merge(json, sealed);
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
