package dev.pawl.local.model;

import java.util.List;

/// One answer, in no provider's language yet.
record Reply(String id, String model, int turn, String text, List<Turn.Call> calls, Tokens tokens) {

    /// A call's id, which no other call of the conversation has.
    String callId(int number) {
        return "toolu_turn%d_call%d".formatted(turn, number);
    }
}
