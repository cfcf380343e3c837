package dev.pawl.worker;

import dev.pawl.program.Program;

/// The program.
public final class Worker {

    private Worker() {}

    public static void main(String[] arguments) {
        Program.start("worker");
    }
}
