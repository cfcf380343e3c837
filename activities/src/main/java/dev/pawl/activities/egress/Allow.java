package dev.pawl.activities.egress;

import java.util.function.Predicate;

/// What a piece of work may reach.
///
/// @param remedy what is to be done so that it may reach more, as the end of a sentence
record Allow(Predicate<Target> covers, String remedy) {}
