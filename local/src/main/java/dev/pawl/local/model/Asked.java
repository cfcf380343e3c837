package dev.pawl.local.model;

import java.util.Set;

/// What a request says of itself; that is all a scripted model knows of a conversation, so any worker can go on with
/// it.
///
/// @param opening what the conversation began with: the instructions and the first message
/// @param first the first message alone
/// @param turns how often the model has answered in it
record Asked(String model, boolean streams, String opening, String first, int turns, Set<String> tools) {}
