package dev.pawl.local.port;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.HouseFile;
import dev.pawl.local.process.Proc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Gives the parts their ports, remembers them in the house file, and explains a taken one.
public final class Ports {

    /// Below the range from which the kernel takes ports for outgoing connections.
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;

    private static final int LARGEST = 65_535;
    private static final String AUTOMATIC = "auto";

    private final HouseFile memory;
    private final Set<Integer> given = new HashSet<>();

    public Ports(HouseFile memory) {
        this.memory = memory;
    }

    /// A port that people know, with a usual number.
    public int known(String name, PortChoice choice, int usual) {
        return switch (choice) {
            case PortChoice.Exactly(int port) -> exactly(name, port);
            case PortChoice.Automatic() -> automatic(name);
            case PortChoice.Usual() ->
                wasAutomatic(name)
                        ? automatic(name)
                        : exactly(name, remembered(name).orElse(usual));
        };
    }

    /// A port that only the parts know.
    public int inner(String name, PortChoice choice) {
        return choice instanceof PortChoice.Exactly(int port) ? exactly(name, port) : automatic(name);
    }

    /// Any free port, not remembered.
    public int any() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (!given.contains(port) && isFree(port)) {
                given.add(port);
                return port;
            }
        }
    }

    private int exactly(String name, int port) {
        if (!given.add(port)) {
            throw new HouseException("Port " + port + " was given to two parts. Choose another with --" + name
                    + "-port=NUMBER, or --" + name + "-port=auto.");
        }
        if (!isFree(port)) {
            throw new HouseException("Port " + port + " is taken" + holder(port)
                    + ". End that, or choose another with --" + name + "-port=NUMBER, or --" + name + "-port=auto.");
        }
        memory.put("port." + name, Integer.toString(port));
        memory.put("port." + name + ".choice", "given");
        return port;
    }

    private int automatic(String name) {
        int port =
                wasAutomatic(name) ? remembered(name).filter(this::isAvailable).orElseGet(this::any) : any();
        given.add(port);
        memory.put("port." + name, Integer.toString(port));
        memory.put("port." + name + ".choice", AUTOMATIC);
        return port;
    }

    private boolean isAvailable(int port) {
        return !given.contains(port) && isFree(port);
    }

    private boolean wasAutomatic(String name) {
        return memory.get("port." + name + ".choice").filter(AUTOMATIC::equals).isPresent();
    }

    private Optional<Integer> remembered(String name) {
        return memory.get("port." + name)
                .filter(text -> text.matches("[1-9][0-9]{0,4}"))
                .map(Integer::valueOf)
                .filter(port -> port <= LARGEST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static String holder(int port) {
        return Sockets.holder(port)
                .map(pid -> " by process " + pid + program(pid))
                .orElse("");
    }

    private static String program(long pid) {
        return Proc.commandLine(pid).stream()
                .findFirst()
                .map(program -> " (" + program + ")")
                .orElse("");
    }
}
