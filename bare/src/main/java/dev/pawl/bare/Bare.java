package dev.pawl.bare;

import dev.pawl.bare.route.BareRoute;
import dev.pawl.bare.rows.BareRows;
import dev.pawl.bare.worker.BareClient;
import dev.pawl.bare.worker.BareWorker;
import java.util.Arrays;

/// The programs, by their names.
public final class Bare {

    private Bare() {}

    public static void main(String[] arguments) throws Exception {
        String program = arguments.length == 0 ? "" : arguments[0];
        String[] words = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (program) {
            case "worker" -> BareWorker.start(words);
            case "steps" -> BareClient.steps(words);
            case "starts" -> BareClient.starts(words);
            case "route" -> BareRoute.start(words);
            case "rows" -> BareRows.start(words);
            default -> {
                System.err.println(
                        "There is no bare program '" + program + "'. There are: worker, steps, starts, route, rows.");
                System.exit(2);
            }
        }
    }
}
