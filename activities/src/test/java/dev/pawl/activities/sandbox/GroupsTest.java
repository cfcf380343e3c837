package dev.pawl.activities.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupsTest {

    @TempDir
    private Path folder;

    @Test
    void findsThoseOfTheFirstVersion() throws IOException {
        Path memory = made("memory/jobs/a");
        Path processors = made("cpu,cpuacct/b");
        Groups groups = Groups.found(
                mount("/", "memory", "cgroup", "rw,memory") + mount("/", "cpu,cpuacct", "cgroup", "rw,cpu,cpuacct"),
                "4:memory:/jobs/a\n1:cpu,cpuacct:/b\n0::/\n");

        assertThat(groups.version()).isEqualTo("cgroup v1");
        assertThat(groups.can(Groups.PROCESSES)).isFalse();
        assertThat(groups.make("pawl-1"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("memory", memory.resolve("pawl-1"), "cpu", processors.resolve("pawl-1")));
    }

    /// In a container, the mount shows only what lies below the container's own group.
    @Test
    void findsItsOwnInAContainer() throws IOException {
        Path memory = made("memory");
        Groups groups = Groups.found(mount("/docker/abc", "memory", "cgroup", "rw,memory"), "4:memory:/docker/abc\n");

        assertThat(groups.make("pawl-1")).containsEntry("memory", memory.resolve("pawl-1"));
    }

    @Test
    void findsThoseOfTheSecondVersionBesideItsOwn() throws IOException {
        Path service = made("unified/system.slice/pawl.service");
        Path own = made("unified/system.slice/pawl.service/worker");
        Files.writeString(service.resolve("cgroup.subtree_control"), "memory pids cpu\n");
        Groups groups = Groups.found(mount("/", "unified", "cgroup2", "rw"), "0::/system.slice/pawl.service/worker\n");

        assertThat(own).exists();
        assertThat(groups.version()).isEqualTo("cgroup v2");
        Limits limits = new Limits(new LimitSettings(5, 7, 2, 9), groups, true);
        try (Limits.Hold hold = limits.open()) {
            Path group = hold.folders().iterator().next();
            assertThat(hold.folders()).hasSize(1);
            assertThat(group.getParent()).isEqualTo(service);
            assertThat(group.resolve("memory.max")).hasContent("5242880");
            assertThat(group.resolve("pids.max")).hasContent("7");
            assertThat(group.resolve("cpu.max")).hasContent("200000 100000");
            assertThat(hold.ranOutOfMemory()).isFalse();
            Files.writeString(group.resolve("memory.events"), "oom 1\noom_kill 1\n");
            assertThat(hold.ranOutOfMemory()).isTrue();
            for (String file : new String[] {"memory.max", "pids.max", "cpu.max", "memory.events"}) {
                Files.delete(group.resolve(file));
            }
        }
    }

    /// A group that a living worker has just made is empty too.
    @Test
    void takesAwayOnlyWhatDeadWorkersLeft() throws Exception {
        Path memory = made("memory");
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path left = Files.createDirectory(memory.resolve("pawl-%d-a".formatted(dead.pid())));
        Path others = Files.createDirectory(memory.resolve("others"));
        Limits limits = new Limits(
                new LimitSettings(1, 2, 0, 4),
                Groups.found(mount("/", "memory", "cgroup", "rw,memory"), "4:memory:/\n"),
                true);
        Path living = Files.createDirectory(
                memory.resolve("pawl-%d-a".formatted(ProcessHandle.current().pid())));

        limits.sweep();

        assertThat(left).doesNotExist();
        assertThat(living).exists();
        assertThat(others).exists();
    }

    @Test
    void findsNoneWhereNothingMayBeMade() {
        Groups groups = Groups.found(mount("/", "gone", "cgroup2", "rw"), "0::/\n");

        assertThat(groups.can(Groups.MEMORY)).isFalse();
        assertThat(new Limits(new LimitSettings(1, 2, 0, 4), groups, true).words())
                .containsExactly(
                        "memory: not limited",
                        "processes: 2 (rlimit)",
                        "processors: not limited",
                        "disk: 4 MiB (watched)");
        assertThat(new Limits(new LimitSettings(1, 2, 0, 4), groups, false).words())
                .contains("processes: not limited");
    }

    @Test
    void findsWhatThisMachineSaysOfItself() throws IOException {
        assertThat(Groups.ofThisMachine().can(Groups.MEMORY)).isTrue();
    }

    private Path made(String path) throws IOException {
        return Files.createDirectories(folder.resolve(path));
    }

    private String mount(String root, String place, String kind, String options) {
        return "35 25 0:30 %s %s rw,relatime shared:9 - %s cgroup %s%n"
                .formatted(root, folder.resolve(place), kind, options);
    }
}
