package dev.pawl.local.bench;

import dev.pawl.local.process.Proc;
import dev.pawl.local.process.ProcessIdentity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a process has started, and what that has started again, now.
record Family(List<ProcessIdentity> members) {

    private static final String RUN = "PAWL_RUN=";
    private static final String STEP = "PAWL_STEP=";

    Family {
        members = List.copyOf(members);
    }

    static Family of(ProcessIdentity head) {
        Map<Long, List<Long>> children = new HashMap<>();
        for (long pid : Proc.all()) {
            Proc.parent(pid)
                    .ifPresent(parent -> children.computeIfAbsent(parent, _ -> new ArrayList<>())
                            .add(pid));
        }
        List<ProcessIdentity> found = new ArrayList<>();
        Deque<Long> open = new ArrayDeque<>(children.getOrDefault(head.pid(), List.of()));
        while (!open.isEmpty()) {
            long pid = open.removeFirst();
            ProcessIdentity.of(pid).ifPresent(found::add);
            open.addAll(children.getOrDefault(pid, List.of()));
        }
        return new Family(found);
    }

    /// The agents among them, known by what their programs were told.
    List<AtWork> agents() {
        return members.stream()
                .flatMap(member -> agent(Proc.environment(member.pid())).stream())
                .distinct()
                .toList();
    }

    /// Those that still live.
    List<ProcessIdentity> alive() {
        return members.stream().filter(ProcessIdentity::isAlive).toList();
    }

    private static Optional<AtWork> agent(List<String> environment) {
        return value(environment, RUN).flatMap(run -> value(environment, STEP).map(step -> new AtWork(run, step)));
    }

    private static Optional<String> value(List<String> environment, String name) {
        return environment.stream()
                .filter(variable -> variable.startsWith(name))
                .map(variable -> variable.substring(name.length()))
                .findFirst();
    }
}
