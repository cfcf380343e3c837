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
        FREEZE_IT,
        /// For a while the way to the server that it writes to is slow.
        SLOW_ITS_LINE,
        /// For a while that way is cut now and then.
        CUT_ITS_LINE,
        /// For a while nothing is heard on it.
        SILENCE_ITS_LINE,
        /// For a while the server has no room.
        FILL_ITS_SERVERS_DISK
    }

    private static final List<Deed> TO_SERVERS =
            List.of(Deed.SLOW_ITS_LINE, Deed.CUT_ITS_LINE, Deed.SILENCE_ITS_LINE, Deed.FILL_ITS_SERVERS_DISK);

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

    /// So many bad lines and full disks of servers, each at a place that the seed says. Not the worker's: what a
    /// program does where there is no room is seen by the room when it ends, and after a while there is some again.
    ///
    /// @param disks whether there are any that can be filled
    static List<Blow> faults(int many, boolean disks, long seed) {
        List<Blow> faults = new ArrayList<>();
        for (Point point : Point.values()) {
            for (Side side : Side.values()) {
                point.server()
                        .ifPresent(server -> TO_SERVERS.stream()
                                .filter(deed -> deed != Deed.FILL_ITS_SERVERS_DISK
                                        || (disks && !server.equals(Point.WITHOUT_A_DISK)))
                                .forEach(deed -> faults.add(new Blow(point, side, deed))));
            }
        }
        Collections.shuffle(faults, new Random(seed));
        return List.copyOf(faults.subList(0, many));
    }

    /// Whom it strikes, where this part has come to its place.
    String victim(String part) {
        return switch (deed) {
            case KILL_IT, FREEZE_IT -> part;
            case KILL_ITS_SERVER, SLOW_ITS_LINE, CUT_ITS_LINE, SILENCE_ITS_LINE, FILL_ITS_SERVERS_DISK ->
                point.server().orElseThrow();
        };
    }

    /// Whether somebody else has to go on with the work.
    boolean stopsTheWork() {
        return deed == Deed.KILL_IT || deed == Deed.FREEZE_IT;
    }

    boolean kills() {
        return deed == Deed.KILL_IT || deed == Deed.KILL_ITS_SERVER;
    }

    boolean isAt(String waypoint) {
        return waypoint.equals((side + " " + point).toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(deed, side, point).toLowerCase(Locale.ROOT);
    }
}
