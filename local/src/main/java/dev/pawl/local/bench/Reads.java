package dev.pawl.local.bench;

import dev.pawl.local.bench.wire.Door;
import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.GuestHouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs, read again and again: through the gateway, with its key, its audit and all that belongs to the run; and as
/// rows, through a bare route on the same database. There are as many runs as connections, so that it is no gain to
/// read one for all who ask for it.
final class Reads {

    private static final String OURS = "GET a run, 64 connections";
    private static final String BARE = "GET a bare row, 64 connections";
    private static final String RATIO = "GET a run, 64 connections: ours / bare";

    /// A gateway's.
    private static final String HEAP = "112m";

    private static final int CONNECTIONS = 64;
    private static final int TURNS = 10;
    private static final double GOAL = 0.5;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration TO_WARM_UP = Duration.ofSeconds(5);

    private final GuestHouse house;
    private final Figures figures;

    Reads(GuestHouse house, Figures figures) {
        this.house = house;
        this.figures = figures;
    }

    void measure() throws InterruptedException {
        figures.expect(RATIO, Goal.atLeast(GOAL));
        List<String> runs = ended(house.gateway());
        int port = freePort();
        try (BareProgram bare = BareProgram.serving("listening", HEAP, "route", words(port))) {
            Side ours = side(
                    OURS,
                    Door.of(house),
                    runs.stream().map(run -> "/v1/runs/" + run).toList(),
                    new Household(Map.of("the server", Parts.pid(house, "gateway"))));
            Door other = new Door(URI.create("http://127.0.0.1:" + port), "");
            Side plain = side(
                    BARE,
                    other,
                    runs.stream().map(run -> "/runs/" + run).toList(),
                    new Household(Map.of("the server", bare.pid())));
            ours.perSecond(TO_WARM_UP);
            plain.perSecond(TO_WARM_UP);
            for (int turn = 0; turn < TURNS; turn++) {
                double first = ours.noted(WINDOW, figures);
                figures.addRatio(RATIO, first, plain.noted(WINDOW, figures));
            }
        }
    }

    private static List<String> ended(Gateway gateway) throws InterruptedException {
        List<String> runs = new ArrayList<>();
        for (int count = 0; count < CONNECTIONS; count++) {
            runs.add(gateway.checkUp(1, Duration.ZERO).id());
        }
        for (String run : runs) {
            RunTimes.ended(gateway, run);
        }
        return runs;
    }

    private Side side(String what, Door door, List<String> paths, Household server) {
        Household household = server.and("the database", Parts.pid(house, "database"));
        return new Side(what, door.server(), paths.stream().map(door::get).toList(), CONNECTIONS, household);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> words(int port) {
        return List.of(
                Integer.toString(port),
                "jdbc:" + Parts.address(house, "database") + "/pawl",
                "pawl_owner",
                house.home().secrets().resolve("database-owner-password").toString());
    }
}
