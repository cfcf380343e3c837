package dev.pawl.activities.agent.role;

/// What is wrong with a file, where, and what to do about it.
///
/// @param line from 1
public record Fault(int line, String sentence) {

    String at(String path) {
        return "%s:%d: %s".formatted(path, line, sentence);
    }
}
