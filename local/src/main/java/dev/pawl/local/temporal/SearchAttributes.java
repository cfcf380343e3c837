package dev.pawl.local.temporal;

import dev.pawl.local.HouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The search attributes that Pawl's workflows carry, and their types: a text file with `Name=Type` lines.
record SearchAttributes(Map<String, String> types) {

    static SearchAttributes read(Path file) {
        Map<String, String> types = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    add(types, line.strip(), file);
                }
            }
        } catch (IOException failure) {
            throw new HouseException(
                    "The search attributes in " + file + " cannot be read. Is the checkout whole?", failure);
        }
        return new SearchAttributes(types);
    }

    private static void add(Map<String, String> types, String line, Path file) {
        String[] halves = line.split("=", -1);
        if (halves.length != 2 || halves[0].isBlank() || halves[1].isBlank()) {
            throw new HouseException("The line '" + line + "' in " + file + " is not of the form Name=Type.");
        }
        types.put(halves[0].strip(), halves[1].strip());
    }
}
