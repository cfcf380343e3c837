package dev.pawl.local.bench;

import dev.pawl.local.HouseException;

/// The numbers that a person may ask for.
final class Numbers {

    private Numbers() {}

    /// Refuses one that is out of its bounds.
    static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new HouseException("%s takes a number from %d to %d, not %d.".formatted(option, least, most, value));
        }
    }
}
