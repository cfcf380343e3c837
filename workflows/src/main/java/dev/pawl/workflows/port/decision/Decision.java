package dev.pawl.workflows.port.decision;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What a person decided. The gateway signs it, so that access to Temporal alone decides nothing.
///
/// @param question which question of the run it answers
/// @param tree what it is about: a decision about another tree counts for nothing
/// @param by who decided, as the gateway knows them
/// @param note what the agent is told, where the verb is `edit`
/// @param signatures by each key that the gateway holds; one that fits is enough, so that keys can change
public record Decision(
        int question,
        String tree,
        Verb verb,
        String by,
        @Nullable String note,
        Instant at,
        List<String> signatures) {

    public Decision {
        signatures = List.copyOf(signatures);
    }

    /// What a key says of this decision for this run.
    public String signature(String run, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signedText(run).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    public boolean isSigned(String run, byte[] key) {
        byte[] wanted = signature(run, key).getBytes(StandardCharsets.US_ASCII);
        return signatures.stream()
                .anyMatch(signature -> MessageDigest.isEqual(wanted, signature.getBytes(StandardCharsets.US_ASCII)));
    }

    public Decision signedBy(String run, List<byte[]> keys) {
        List<String> signed = keys.stream().map(key -> signature(run, key)).toList();
        return new Decision(question, tree, verb, by, note, at, signed);
    }

    /// Each part with its length, so that no two decisions read the same.
    private String signedText(String run) {
        StringBuilder text = new StringBuilder();
        for (String part : List.of(
                run, Integer.toString(question), tree, verb.word(), by, note == null ? "" : note, at.toString())) {
            text.append(part.length()).append(':').append(part).append('\n');
        }
        return text.toString();
    }
}
