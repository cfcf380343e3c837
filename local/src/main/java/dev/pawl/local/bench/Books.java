package dev.pawl.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pawl.local.HouseException;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Json;
import dev.pawl.local.home.Secrets;
import dev.pawl.local.program.Jvm;
import dev.pawl.local.status.PartStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Pawl's ledger of what was bought of models, read by Pawl's own program for that.
final class Books {

    private static final String PROGRAM = "dev.pawl.store.model.Receipts";
    private static final String TENANT = "default";

    private final GuestHouse house;

    Books(GuestHouse house) {
        this.house = house;
    }

    List<Bought> read() throws InterruptedException {
        String jar = Checkout.of(System.getenv()).workerJar().toString();
        Jvm jvm = new Jvm("16m", "64m", List.of("-cp", jar, PROGRAM, TENANT));
        ProcessBuilder builder = new ProcessBuilder(jvm.command()).redirectError(Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(settings());
        try {
            Process process = builder.start();
            try (InputStream said = process.getInputStream()) {
                String rows = new String(said.readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new HouseException("The ledger cannot be read.");
                }
                return rows.lines().map(Books::row).toList();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Map<String, String> settings() {
        String address = house.status().parts().stream()
                .filter(part -> part.name().equals("database"))
                .map(PartStatus::address)
                .findFirst()
                .orElseThrow(() -> new HouseException("The house has no database."));
        return Map.of(
                "PAWL_DATABASE_URL",
                "jdbc:" + address + "/pawl",
                "PAWL_DATABASE_USERNAME",
                "pawl_program",
                "PAWL_DATABASE_PASSWORD",
                new Secrets(house.home(), InstantSource.system()).programPassword());
    }

    private static Bought row(String line) {
        try {
            return Json.MAPPER.readValue(line, Bought.class);
        } catch (JsonProcessingException failure) {
            throw new HouseException("The ledger says something else than was asked: " + line, failure);
        }
    }
}
