package dev.pawl.local.port;

import dev.pawl.local.process.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who listens on a port, as the kernel knows it.
public final class Sockets {

    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Sockets() {}

    /// Whether this process itself listens on all these ports.
    public static boolean listens(long pid, List<Integer> ports) {
        return ports.stream().allMatch(port -> Proc.hasSocket(pid, inodes(port)));
    }

    /// The process that listens on a port, if it may be known.
    public static Optional<Long> holder(int port) {
        List<Long> inodes = inodes(port);
        return inodes.isEmpty()
                ? Optional.empty()
                : Proc.all().stream().filter(pid -> Proc.hasSocket(pid, inodes)).findFirst();
    }

    private static List<Long> inodes(int port) {
        List<Long> found = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            collect(Path.of(table), String.format(":%04X", port), found);
        }
        return found;
    }

    private static void collect(Path table, String suffix, List<Long> found) {
        if (!Files.exists(table)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(table)) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > INODE
                        && fields[LOCAL_ADDRESS].endsWith(suffix)
                        && LISTENING.equals(fields[STATE])) {
                    found.add(Long.parseLong(fields[INODE]));
                }
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
