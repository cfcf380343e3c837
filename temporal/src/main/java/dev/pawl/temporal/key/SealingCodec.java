package dev.pawl.temporal.key;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import io.temporal.payload.context.HasWorkflowSerializationContext;
import io.temporal.payload.context.SerializationContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/// Seals every payload with AES-256-GCM under the keyring's current key, and opens whatever the keyring still holds.
/// Where Temporal tells whose payload it is, the run is sealed in: carried into another run, it does not open there.
/// What Temporal tells nothing of (a query from outside, a memo) is bound to the key alone.
public final class SealingCodec implements PayloadCodec {

    static final String ENCODING = "encoding";
    static final String SEALED = "binary/encrypted";
    static final String KEY_ID = "encryption-key-id";
    static final String RUN = "pawl-run";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Keyring keyring;
    private final @Nullable String run;
    private final SecureRandom random = new SecureRandom();

    public SealingCodec(Keyring keyring) {
        this(keyring, null);
    }

    private SealingCodec(Keyring keyring, @Nullable String run) {
        this.keyring = keyring;
        this.run = run;
    }

    @Override
    public PayloadCodec withContext(SerializationContext context) {
        return context instanceof HasWorkflowSerializationContext known
                ? new SealingCodec(keyring, known.getWorkflowId())
                : this;
    }

    /// The run that a payload is sealed for, which only opening it proves; null where it is sealed for none.
    public static @Nullable String runOf(Payload payload) {
        ByteString named = payload.getMetadataMap().get(RUN);
        return named == null ? null : named.toStringUtf8();
    }

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        return payloads.stream().map(this::seal).toList();
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
        return payloads.stream().map(this::open).toList();
    }

    private Payload seal(Payload plain) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        String id = keyring.current();
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key(id), bound(id, run), nonce, plain.toByteArray());
        Payload.Builder payload = Payload.newBuilder()
                .putMetadata(ENCODING, ByteString.copyFromUtf8(SEALED))
                .putMetadata(KEY_ID, ByteString.copyFromUtf8(id))
                .setData(ByteString.copyFrom(nonce).concat(ByteString.copyFrom(sealed)));
        if (run != null) {
            payload.putMetadata(RUN, ByteString.copyFromUtf8(run));
        }
        return payload.build();
    }

    /// What was never sealed (a payload that somebody typed into the Web UI) passes as it is.
    private Payload open(Payload payload) {
        if (!SEALED.equals(
                payload.getMetadataOrDefault(ENCODING, ByteString.EMPTY).toStringUtf8())) {
            return payload;
        }
        String id = payload.getMetadataOrDefault(KEY_ID, ByteString.EMPTY).toStringUtf8();
        String sealedFor = runOf(payload);
        requireOurs(sealedFor);
        byte[] data = payload.getData().toByteArray();
        if (data.length < NONCE) {
            throw new PayloadCodecException("A sealed payload is cut short.");
        }
        byte[] nonce = Arrays.copyOf(data, NONCE);
        return parsed(crypt(
                Cipher.DECRYPT_MODE,
                key(id),
                bound(id, sealedFor),
                nonce,
                Arrays.copyOfRange(data, NONCE, data.length)));
    }

    private void requireOurs(@Nullable String sealedFor) {
        if (run != null && sealedFor != null && !run.equals(sealedFor)) {
            throw new PayloadCodecException(
                    "A payload of the run %s was put into the run %s. It is not opened.".formatted(sealedFor, run));
        }
    }

    private static Payload parsed(byte[] plain) {
        try {
            return Payload.parseFrom(plain);
        } catch (InvalidProtocolBufferException e) {
            throw new PayloadCodecException("A sealed payload does not hold a payload.", e);
        }
    }

    private SecretKey key(String id) {
        SecretKey key = keyring.keys().get(id);
        if (key == null) {
            throw new PayloadCodecException(
                    "A payload is sealed with the key %s, which the keyring does not hold. Put it back into PAWL_KEYS_FILE."
                            .formatted(id));
        }
        return key;
    }

    /// What is not secret but must not be changed either.
    private static String bound(String id, @Nullable String run) {
        return run == null ? id : id + "\n" + run;
    }

    private static byte[] crypt(int mode, SecretKey key, String bound, byte[] nonce, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new PayloadCodecException(
                    "A payload sealed with the key %s cannot be opened."
                            .formatted(bound.lines().findFirst().orElse("")),
                    e);
        }
    }
}
