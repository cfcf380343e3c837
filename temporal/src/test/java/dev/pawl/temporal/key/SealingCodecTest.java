package dev.pawl.temporal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import io.temporal.payload.context.WorkflowSerializationContext;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class SealingCodecTest {

    private static final SecretKey OLD = key(1);
    private static final SecretKey NEW = key(2);
    private static final Payload SECRET = DefaultDataConverter.newDefaultInstance()
            .toPayload("the brief says: rewrite the billing")
            .orElseThrow();

    private final SealingCodec codec = new SealingCodec(new Keyring("old", Map.of("old", OLD)));

    @Test
    void sealsWhatIsReadableAndOpensItAgain() {
        Payload sealed = codec.encode(List.of(SECRET)).getFirst();

        assertThat(sealed.toString()).doesNotContain("billing");
        assertThat(codec.decode(List.of(sealed))).containsExactly(SECRET);
    }

    @Test
    void neverSealsTheSameWayTwice() {
        assertThat(codec.encode(List.of(SECRET))).isNotEqualTo(codec.encode(List.of(SECRET)));
    }

    @Test
    void opensWithTheOldKeyWhatWasSealedBeforeTheKeysChanged() {
        Payload sealed = codec.encode(List.of(SECRET)).getFirst();
        SealingCodec changed = new SealingCodec(new Keyring("new", Map.of("old", OLD, "new", NEW)));

        assertThat(changed.decode(List.of(sealed))).containsExactly(SECRET);
        assertThat(changed.encode(List.of(SECRET)).getFirst().getMetadataOrThrow(SealingCodec.KEY_ID))
                .isEqualTo(ByteString.copyFromUtf8("new"));
    }

    @Test
    void namesTheKeyThatIsGone() {
        Payload sealed = codec.encode(List.of(SECRET)).getFirst();
        SealingCodec without = new SealingCodec(new Keyring("new", Map.of("new", NEW)));

        assertThatThrownBy(() -> without.decode(List.of(sealed)))
                .isInstanceOf(PayloadCodecException.class)
                .hasMessageContaining("the key old");
    }

    @Test
    void refusesWhatWasTouched() {
        Payload sealed = codec.encode(List.of(SECRET)).getFirst();
        byte[] bytes = sealed.getData().toByteArray();
        bytes[bytes.length - 1] ^= 1;
        Payload touched = sealed.toBuilder().setData(ByteString.copyFrom(bytes)).build();
        Payload cut =
                sealed.toBuilder().setData(sealed.getData().substring(0, 5)).build();

        assertThatThrownBy(() -> codec.decode(List.of(touched))).isInstanceOf(PayloadCodecException.class);
        assertThatThrownBy(() -> codec.decode(List.of(cut))).isInstanceOf(PayloadCodecException.class);
    }

    @Test
    void doesNotOpenInOneRunWhatWasSealedForAnother() {
        PayloadCodec mine = codec.withContext(new WorkflowSerializationContext("default", "bugfix-1"));
        PayloadCodec other = codec.withContext(new WorkflowSerializationContext("default", "bugfix-2"));
        Payload sealed = mine.encode(List.of(SECRET)).getFirst();
        Payload renamed = sealed.toBuilder()
                .putMetadata(SealingCodec.RUN, ByteString.copyFromUtf8("bugfix-2"))
                .build();
        Payload unnamed = sealed.toBuilder().removeMetadata(SealingCodec.RUN).build();

        assertThat(mine.decode(List.of(sealed))).containsExactly(SECRET);
        assertThat(codec.decode(List.of(sealed))).as("for the Web UI").containsExactly(SECRET);
        for (Payload moved : List.of(sealed, renamed, unnamed)) {
            assertThatThrownBy(() -> other.decode(List.of(moved))).isInstanceOf(PayloadCodecException.class);
        }
    }

    @Test
    void opensInARunWhatWasSealedForNone() {
        PayloadCodec mine = codec.withContext(new WorkflowSerializationContext("default", "bugfix-1"));

        assertThat(mine.decode(codec.encode(List.of(SECRET)))).containsExactly(SECRET);
    }

    @Test
    void letsPassWhatWasNeverSealed() {
        assertThat(codec.decode(List.of(SECRET))).containsExactly(SECRET);
    }

    private static SecretKey key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return new SecretKeySpec(bytes, "AES");
    }
}
