package dev.pawl.workflows.port.ledger;

import java.time.Instant;

/// Where a story stands when it asks for something: whoever carries that out writes it down first.
///
/// @param told the story's own time: a story that was reset tells later, whatever it numbers
/// @param revision the how manyeth moment of the story it is, from 1
public record Moment(String tenant, String run, Instant told, long revision, String stage) {}
