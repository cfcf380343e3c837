package dev.pawl.activities.workspace;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Why an origin does not let us in, by what git says of it, and what to do about it.
enum Complaint {
    HOST_KEY("host key verification failed"),
    CERTIFICATE("certificate (verification|verify|subject|signer|problem)|server verification failed"),
    CREDENTIAL("authentication failed|permission denied|could not read (username|password)|returned error: 40[13]"),
    OTHER("");

    private final Pattern words;

    Complaint(String words) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    static Complaint in(String told) {
        return Arrays.stream(values())
                .filter(complaint -> complaint.words.matcher(told).find())
                .findFirst()
                .orElse(OTHER);
    }

    /// Whether it was an answer: asked again, the origin says the same, and may lock the account.
    boolean isAnswer() {
        return this != OTHER;
    }

    String advice(@Nullable String credential) {
        return switch (this) {
            case HOST_KEY ->
                "Its key is not the known one: write what ssh-keyscan says, once you have checked it, into %s."
                        .formatted(
                                credential == null
                                        ? "the known hosts of the worker's user"
                                        : credential + ".hosts beside the credential");
            case CERTIFICATE -> "If an authority of your own signed it, name that in PAWL_ORIGIN_AUTHORITY_FILE.";
            case CREDENTIAL, OTHER ->
                credential == null
                        ? "If it asks who we are, name a credential."
                        : "Look at the credential %s.".formatted(credential);
        };
    }
}
