package dev.pawl.local.kill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// What is done when a program comes to a place, and to whom.
record Blow(Point point, Side side, Deed deed) {

    enum Side {
        BEFORE,
        AFTER
    }

    enum Deed {
        /// The program that came there is killed.
        KILL_IT,
        /// The server that it writes to is killed.
        KILL_ITS_SERVER,
        /// The program stands still, and goes on when others have taken its work over.
        FREEZE_IT
    }

    /// What a worker is always frozen before: it wakes up with each of these writes in its hand, when another has done
    /// it long ago.
    private static final List<Point> LATE =
            List.of(Point.CHECKPOINT_KEPT, Point.AGENT_ENDED, Point.VERDICT_KEPT, Point.PUSH_DONE);

    /// A kill at each place, of the program and of its server, a freeze before each late write, and so many others,
    /// chosen by the seed, which also says in which order they are tried.
    static List<Blow> all(int freezes, long seed) {
        List<Blow> kills = new ArrayList<>();
        List<Blow> stops = new ArrayList<>();
        for (Point point : Point.values()) {
            for (Side side : Side.values()) {
                kills.add(new Blow(point, side, Deed.KILL_IT));
                point.server().ifPresent(_ -> kills.add(new Blow(point, side, Deed.KILL_ITS_SERVER)));
                (side == Side.BEFORE && LATE.contains(point) ? kills : stops)
                        .add(new Blow(point, side, Deed.FREEZE_IT));
            }
        }
        Random random = new Random(seed);
        Collections.shuffle(stops, random);
        kills.addAll(stops.subList(0, freezes));
        Collections.shuffle(kills, random);
        return kills;
    }

    boolean isAt(String waypoint) {
        return waypoint.equals((side + " " + point).toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(deed, side, point).toLowerCase(Locale.ROOT);
    }
}
