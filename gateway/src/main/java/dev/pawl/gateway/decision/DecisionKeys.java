package dev.pawl.gateway.decision;

import dev.pawl.temporal.key.Keyring;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The keys that decisions are signed with: each run has its own, made of the gateway's keyring and never kept
/// anywhere.
@Singleton
public final class DecisionKeys {

    private final Keyring keyring;

    DecisionKeys(Keyring keyring) {
        this.keyring = keyring;
    }

    /// What a run that begins now holds decisions against, in base64.
    public String of(String run) {
        return Base64.getEncoder()
                .encodeToString(derived(Objects.requireNonNull(keyring.keys().get(keyring.current())), run));
    }

    /// By each key of the ring: the run may have begun with an older one.
    List<byte[]> all(String run) {
        List<byte[]> keys = new ArrayList<>();
        keyring.keys().values().forEach(key -> keys.add(derived(key, run)));
        return keys;
    }

    private static byte[] derived(SecretKey key, String run) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return mac.doFinal(("decide " + run).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
