package dev.pawl.activities.agent.role;

/// A role, and which words exactly it was made of.
///
/// @param source the file in the repository, or `pawl` where the shipped one holds
/// @param digest SHA-256 over the bytes of the file, in hexadecimal digits
public record Resolved(Role role, String source, String digest) {

    static final String SHIPPED = "pawl";
}
