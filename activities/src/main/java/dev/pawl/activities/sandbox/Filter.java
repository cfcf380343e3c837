package dev.pawl.activities.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// What a program may not ask the kernel for, in the form that the kernel takes it: classic BPF. Namespaces and
/// mounts are refused because they would be a way around the sandbox, the rest because no build needs it and it was a
/// way out before.
///
/// A debugger is allowed: whom a program could trace is in the sandbox with it.
final class Filter {

    private static final int LOAD = 0x20;
    private static final int EQUAL = 0x15;
    private static final int AT_LEAST = 0x35;
    private static final int ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int ALLOW = 0x7fff0000;
    private static final int REFUSE = 0x00050000;
    private static final int NOT_PERMITTED = 1;
    private static final int NO_SUCH_CALL = 38;
    private static final int NO_SUCH_FAMILY = 97;

    private static final int CALL = 0;
    private static final int MACHINE = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int SECOND_ARGUMENT = 24;

    private static final int NEW_USER_NAMESPACE = 0x10000000;
    private static final int TIOCSTI = 0x5412;
    private static final int TIOCLINUX = 0x541c;

    /// UNIX, IPv4, IPv6, netlink: all that builds speak.
    private static final List<Integer> FAMILIES = List.of(1, 2, 10, 16);

    /// Where the numbers are the same on all machines: open_tree, move_mount, fsopen, fsconfig, fsmount, fspick,
    /// mount_setattr, quotactl_fd, open_tree_attr.
    private static final List<Integer> SAME_EVERYWHERE = List.of(428, 429, 430, 431, 432, 433, 442, 443, 467);

    /// io_uring_setup, io_uring_enter, io_uring_register: whoever would use it does without.
    private static final List<Integer> RINGS = List.of(425, 426, 427);

    private static final int CLONE3 = 435;

    private final ByteBuffer program = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());

    private Filter() {}

    /// The numbers of one kind of machine.
    ///
    /// @param id what the kernel calls it
    /// @param firstForeign from this number on, calls are of another kind of machine; 0 where there are none
    /// @param refused mount, umount2, pivot_root, setns, add_key, request_key, keyctl, bpf, perf_event_open,
    ///     userfaultfd, kexec_load, kexec_file_load, init_module, finit_module, delete_module, swapon, swapoff,
    ///     reboot, acct, quotactl, open_by_handle_at, syslog, fanotify_init
    private record Machine(
            int id, int firstForeign, int fork, int unshare, int ioctl, int socket, List<Integer> refused) {}

    private static final Machine X86_64 = new Machine(
            0xc000003e,
            0x40000000,
            56,
            272,
            16,
            41,
            List.of(
                    165, 166, 155, 308, 248, 249, 250, 321, 298, 323, 246, 320, 175, 313, 176, 167, 168, 169, 163, 179,
                    304, 103, 300));

    private static final Machine AARCH64 = new Machine(
            0xc00000b7,
            0,
            220,
            97,
            29,
            198,
            List.of(
                    40, 39, 41, 268, 217, 218, 219, 280, 241, 282, 104, 294, 105, 273, 106, 224, 225, 142, 89, 60, 265,
                    116, 262));

    /// For the machine that this JVM runs on; nothing where its numbers are not known.
    static byte[] bytes() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> bytes(X86_64);
            case "aarch64" -> bytes(AARCH64);
            default -> new byte[0];
        };
    }

    private static byte[] bytes(Machine machine) {
        Filter filter = new Filter();
        filter.refuseOthers(machine);
        List<Integer> refused = new ArrayList<>(machine.refused());
        refused.addAll(SAME_EVERYWHERE);
        refused.forEach(call -> filter.refuse(call, NOT_PERMITTED));
        RINGS.forEach(call -> filter.refuse(call, NO_SUCH_CALL));
        // What it asks for lies where no filter can look; told that it is not there, everybody takes clone.
        filter.refuse(CLONE3, NO_SUCH_CALL);
        filter.refuseWithBit(machine.fork(), NEW_USER_NAMESPACE);
        filter.refuseWithBit(machine.unshare(), NEW_USER_NAMESPACE);
        filter.refuseTyping(machine.ioctl());
        filter.refuseOtherFamilies(machine.socket());
        filter.step(RETURN, 0, 0, ALLOW);
        byte[] bytes = new byte[filter.program.position()];
        filter.program.flip().get(bytes);
        return bytes;
    }

    private void refuseOthers(Machine machine) {
        step(LOAD, 0, 0, MACHINE);
        step(EQUAL, 1, 0, machine.id());
        step(RETURN, 0, 0, REFUSE | NOT_PERMITTED);
        step(LOAD, 0, 0, CALL);
        if (machine.firstForeign() != 0) {
            step(AT_LEAST, 0, 1, machine.firstForeign());
            step(RETURN, 0, 0, REFUSE | NOT_PERMITTED);
        }
    }

    private void refuse(int call, int error) {
        step(EQUAL, 0, 1, call);
        step(RETURN, 0, 0, REFUSE | error);
    }

    private void refuseWithBit(int call, int bit) {
        step(EQUAL, 0, 4, call);
        step(LOAD, 0, 0, FIRST_ARGUMENT);
        step(ANY_BIT, 0, 1, bit);
        step(RETURN, 0, 0, REFUSE | NOT_PERMITTED);
        step(RETURN, 0, 0, ALLOW);
    }

    /// Into a terminal as if a person typed it.
    private void refuseTyping(int call) {
        step(EQUAL, 0, 5, call);
        step(LOAD, 0, 0, SECOND_ARGUMENT);
        step(EQUAL, 1, 0, TIOCSTI);
        step(EQUAL, 0, 1, TIOCLINUX);
        step(RETURN, 0, 0, REFUSE | NOT_PERMITTED);
        step(RETURN, 0, 0, ALLOW);
    }

    private void refuseOtherFamilies(int call) {
        step(EQUAL, 0, FAMILIES.size() + 3, call);
        step(LOAD, 0, 0, FIRST_ARGUMENT);
        for (int i = 0; i < FAMILIES.size(); i++) {
            step(EQUAL, FAMILIES.size() - i, 0, FAMILIES.get(i));
        }
        step(RETURN, 0, 0, REFUSE | NO_SUCH_FAMILY);
        step(RETURN, 0, 0, ALLOW);
    }

    /// @param yes how many steps are left out if it is so
    /// @param no how many if it is not
    private void step(int what, int yes, int no, int value) {
        program.putShort((short) what).put((byte) yes).put((byte) no).putInt(value);
    }
}
