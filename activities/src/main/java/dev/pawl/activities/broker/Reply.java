package dev.pawl.activities.broker;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// What came of asking a provider.
sealed interface Reply {

    /// It answers; well or badly, the agent is to see it.
    record Answer(HttpResponse<Incoming> response) implements Reply {}

    /// It gave no answer that the agent is to see.
    ///
    /// @param shown the status that the agent gets
    /// @param status what the provider answered; absent, nothing
    record No(int shown, @Nullable Integer status, String sentence, Bill bill) implements Reply {}
}
