package dev.pawl.local.bench.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.HouseException;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.home.Json;
import dev.pawl.local.home.PrivateFiles;
import java.io.IOException;
import java.net.URI;

/// Where a server listens, and the key that opens it; none where it needs none.
public record Door(URI server, String key) {

    /// The front door of a house.
    public static Door of(GuestHouse house) {
        return new Door(
                URI.create(house.address("gateway")),
                PrivateFiles.read(house.home().token()).strip());
    }

    /// What is there, read once.
    public JsonNode read(String path) {
        try (Wire wire = new Wire(server)) {
            return Json.MAPPER.readTree(wire.ask(get(path)).text());
        } catch (IOException failure) {
            throw new HouseException("There is no answer to GET %s (%s).".formatted(path, failure), failure);
        }
    }

    public Ask get(String path) {
        return Ask.get(server, path, key);
    }

    public Ask post(String path, String document) {
        return Ask.post(server, path, key, document);
    }
}
