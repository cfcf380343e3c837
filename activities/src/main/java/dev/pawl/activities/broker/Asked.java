package dev.pawl.activities.broker;

import java.util.List;

/// What an agent asks a provider for.
///
/// @param turn whether a model is to answer, and not only to be measured
/// @param goesOn whether the conversation holds an answer already
/// @param results ids of the tools' results that it brings since the last answer
/// @param most how many tokens the answer may have at most
/// @param body what goes to the provider
/// @param tally counts the answer
record Asked(String model, boolean turn, boolean goesOn, List<String> results, long most, Body body, Tally tally) {

    Asked {
        results = List.copyOf(results);
    }

    /// Four bytes are about a token.
    private static final int BYTES_OF_A_TOKEN = 4;

    /// How many tokens the request has, before anybody measured it.
    long guess() {
        return tokens(body.size());
    }

    static long tokens(long bytes) {
        return Math.ceilDiv(bytes, BYTES_OF_A_TOKEN);
    }
}
