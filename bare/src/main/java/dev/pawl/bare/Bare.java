package dev.pawl.bare;

import dev.pawl.bare.worker.BareWorker;
import java.util.Arrays;

/// The programs, by their names.
public final class Bare {

    private Bare() {}

    public static void main(String[] arguments) {
        String program = arguments.length == 0 ? "" : arguments[0];
        String[] words = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (program) {
            case "worker" -> BareWorker.start(words);
            default -> {
                System.err.println("There is no bare program '" + program + "'. There is: worker.");
                System.exit(2);
            }
        }
    }
}
