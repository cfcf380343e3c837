/// How Pawl speaks to Temporal: one client, made from settings, closed last.
@NullMarked
package dev.pawl.temporal.client;

import org.jspecify.annotations.NullMarked;
