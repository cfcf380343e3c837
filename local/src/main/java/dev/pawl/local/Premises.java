package dev.pawl.local;

import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Home;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.log.LogFiles;
import java.util.Map;

/// Where a house stands: its folder, the checkout that it runs, the environment it was opened in, and its voice.
record Premises(Home home, Checkout checkout, Map<String, String> environment, HouseLog log) {

    LogFiles logs() {
        return new LogFiles(home.logs());
    }
}
