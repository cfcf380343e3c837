package dev.pawl.local.model;

import java.time.Instant;

/// One request that was answered, so that what somebody says was bought can be compared with what was sold.
///
/// @param asked when it was asked for
/// @param at when it was answered
/// @param conversation which one, by the script's marker
/// @param scene the sign of the scene that was played, or nothing
/// @param turn how often the model had answered in it before
/// @param status what was answered; 200 is sold, whether it arrived or not
/// @param tokens what it cost
/// @param whole whether the answer was sent to its end
public record Answered(
        Instant asked,
        Instant at,
        String conversation,
        String scene,
        int turn,
        String model,
        int status,
        Tokens tokens,
        boolean whole) {

    /// Whether it is paid for.
    public boolean isSold() {
        return status == 200;
    }

    /// Whether it is the same turn of the same conversation.
    boolean isSameTurn(Answered other) {
        return conversation.equals(other.conversation) && scene.equals(other.scene) && turn == other.turn;
    }
}
