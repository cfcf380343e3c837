package dev.pawl.gateway;

import dev.pawl.program.Program;

/// The program.
public final class Gateway {

    private Gateway() {}

    public static void main(String[] arguments) {
        Program.start("gateway");
    }
}
