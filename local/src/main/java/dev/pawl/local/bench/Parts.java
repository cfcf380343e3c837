package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.status.PartStatus;

/// The parts of a house, by their names in its status.
final class Parts {

    private Parts() {}

    static String address(GuestHouse house, String name) {
        return part(house, name).address();
    }

    static long pid(GuestHouse house, String name) {
        Long pid = part(house, name).pid();
        if (pid == null) {
            throw new HouseException("The %s of the house in %s is away.".formatted(name, house.folder()));
        }
        return pid;
    }

    private static PartStatus part(GuestHouse house, String name) {
        return house.status().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new HouseException("The house in %s has no %s.".formatted(house.folder(), name)));
    }
}
