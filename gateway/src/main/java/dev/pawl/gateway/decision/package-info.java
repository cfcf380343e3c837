/// What people decide of runs that stand still, signed so that nobody else can.
@NullMarked
package dev.pawl.gateway.decision;

import org.jspecify.annotations.NullMarked;
