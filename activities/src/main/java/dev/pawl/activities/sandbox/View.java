package dev.pawl.activities.sandbox;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a program is shown beside the system's own programs. Everything stands where it stands on the machine.
///
/// @param writable folders that it may change: the working copy, its home, what it is to fill
/// @param readable folders and files that it may only read: caches, the mirror's objects, its own program
/// @param sockets UNIX sockets that it may speak to
/// @param stand where it sees the folder that it is started in, as an absolute path; absent, where that really is
public record View(
        List<Path> writable,
        List<Path> readable,
        List<Path> sockets,
        @Nullable String stand) {

    public View {
        writable = List.copyOf(writable);
        readable = List.copyOf(readable);
        sockets = List.copyOf(sockets);
    }
}
