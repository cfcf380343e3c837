package dev.pawl.store.access;

/// A new key, and the only time that its text is shown.
///
/// @param text what the caller presents: `pawl_<id>_<secret>`
public record CreatedApiKey(ApiKey key, String text) {

    @Override
    public String toString() {
        return "CreatedApiKey[key=" + key.id() + "]";
    }
}
