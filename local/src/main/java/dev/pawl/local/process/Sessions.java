package dev.pawl.local.process;

import java.util.List;
import java.util.Optional;

/// The processes that a child started in its session.
public final class Sessions {

    private Sessions() {}

    /// The living members of a session.
    public static List<ProcessIdentity> members(long session) {
        return Proc.all().stream()
                .filter(pid ->
                        Proc.session(pid).filter(found -> found == session).isPresent())
                .map(ProcessIdentity::of)
                .flatMap(Optional::stream)
                .toList();
    }
}
