package dev.pawl.activities.broker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A provider as this worker may use it. The key is read when it is needed, so that it can be changed meanwhile.
///
/// @param models the only ones that may be used; empty, all that have a price
record Provider(
        String name,
        Api api,
        URI address,
        @Nullable String keyVariable,
        @Nullable Path keyFile,
        List<String> models) {

    /// The settings name no key, or none can be read.
    static final class NoKeyException extends Exception {

        private static final long serialVersionUID = 1;

        NoKeyException(String sentence) {
            super(sentence);
        }
    }

    /// Nothing for a provider that asks for none.
    Optional<String> key() throws NoKeyException {
        if (keyFile != null) {
            return Optional.of(inFile(keyFile));
        }
        if (keyVariable == null) {
            return Optional.empty();
        }
        String key = System.getenv(keyVariable);
        if (key == null || key.isBlank()) {
            throw new NoKeyException("There is no key for %s: the variable %s, which %s names, is not set."
                    .formatted(name, keyVariable, setting("KEY_VARIABLE")));
        }
        return Optional.of(key.strip());
    }

    /// Where a person looks when the key is wrong.
    String whereTheKeyIs() {
        return keyFile != null
                ? "the file that %s names".formatted(setting("KEY_FILE"))
                : keyVariable != null
                        ? "the variable %s, which %s names".formatted(keyVariable, setting("KEY_VARIABLE"))
                        : "nowhere: set %s or %s".formatted(setting("KEY_VARIABLE"), setting("KEY_FILE"));
    }

    String setting(String key) {
        return "PAWL_MODEL_PROVIDERS_%s_%s".formatted(name.toUpperCase(Locale.ROOT), key);
    }

    private String inFile(Path file) throws NoKeyException {
        String key;
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new NoKeyException(
                        "Others can read the key of %s: close the file that %s names with chmod 600, then try again."
                                .formatted(name, setting("KEY_FILE")));
            }
            key = Files.readString(file).strip();
        } catch (IOException e) {
            throw new NoKeyException("There is no key for %s: the file that %s names cannot be read."
                    .formatted(name, setting("KEY_FILE")));
        }
        if (key.isEmpty() || key.lines().count() > 1) {
            throw new NoKeyException("There is no key for %s: the file that %s names does not hold one line."
                    .formatted(name, setting("KEY_FILE")));
        }
        return key;
    }
}
