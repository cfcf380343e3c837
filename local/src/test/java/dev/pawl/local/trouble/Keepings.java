package dev.pawl.local.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.home.Home;
import dev.pawl.local.home.Json;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.process.OneShot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// All that a house keeps, read as whoever holds its keys reads it.
final class Keepings {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String BUNDLE = "# v2 git bundle";
    private static final String PACKED = "\u001f\u008b";

    private final TroubledHouse house;
    private final Path scratch;

    /// @param scratch a folder for what has to be unpacked
    Keepings(TroubledHouse house, Path scratch) {
        this.house = house;
        this.scratch = scratch;
    }

    /// Something that is kept, byte by byte a character.
    record Text(Place place, String name, String said) {}

    /// All of it.
    ///
    /// @param temporal the program that shows histories
    List<Text> all(Path temporal, List<String> runs)
            throws IOException, InterruptedException, GeneralSecurityException, SQLException {
        List<Text> all = new ArrayList<>(history(temporal, runs));
        all.addAll(files(Place.HISTORY, home().temporal()));
        all.addAll(tables());
        all.addAll(files(Place.LOGS, home().logs()));
        all.addAll(objects());
        all.addAll(shown(runs));
        return all;
    }

    /// What runs wrote into history, opened as the Web UI opens it.
    private List<Text> history(Path temporal, List<String> runs) throws IOException, InterruptedException {
        String codec = "%s/codec/%s".formatted(house.address("gateway"), secret("codec-path"));
        List<Text> texts = new ArrayList<>();
        for (String run : runs) {
            OneShot.Result shown = OneShot.run(
                    PATIENCE,
                    List.of(
                            temporal.toString(),
                            "workflow",
                            "show",
                            "--workflow-id=" + run,
                            "--output=json",
                            "--address=" + house.address("Temporal"),
                            "--codec-endpoint=" + codec));
            assertThat(shown.isSuccess()).as(shown.output()).isTrue();
            texts.add(new Text(Place.HISTORY, run, shown.output() + said(shown.output())));
        }
        return texts;
    }

    /// What stands in the payloads, which are shown in base64.
    private static String said(String history) throws IOException {
        return Json.MAPPER.readTree(history).findValuesAsText("data").stream()
                .map(data -> latin(Base64.getDecoder().decode(data)))
                .collect(Collectors.joining("\n", "\n", ""));
    }

    /// Each table of the database with all its rows.
    private List<Text> tables() throws SQLException {
        HouseDatabase database = HouseDatabase.of(home());
        List<Text> texts = new ArrayList<>();
        for (String table : database.rows("select tablename from pg_tables where schemaname = 'public'")) {
            String all = String.join("\n", database.rows("select t::text from %s t".formatted(table)));
            texts.add(new Text(Place.TABLES, table, all));
        }
        return texts;
    }

    /// What people are shown of the runs.
    private List<Text> shown(List<String> runs) throws InterruptedException {
        List<Text> shown = new ArrayList<>();
        for (String run : runs) {
            for (String more : List.of("", "/events?limit=500", "/evidence")) {
                shown.add(new Text(Place.API, run + more, house.get("/v1/runs/" + run + more)));
            }
        }
        return shown;
    }

    /// The object store's objects, opened and unpacked: papers, conversations, and every version of every file.
    private List<Text> objects() throws IOException, InterruptedException, GeneralSecurityException {
        Properties keys = new Properties();
        try (InputStream keyring = Files.newInputStream(home().keyring())) {
            keys.load(keyring);
        }
        Path bucket = home().objects().resolve("pawl");
        List<Text> texts = new ArrayList<>();
        List<Path> bundles = new ArrayList<>();
        for (Path object : regularFiles(bucket)) {
            String name = object.getFileName().toString();
            String tenant = bucket.relativize(object).getName(0).toString();
            byte[] plain = new SealedObject(Files.readAllBytes(object), tenant, keys).open();
            String said = latin(plain);
            if (said.startsWith(BUNDLE)) {
                bundles.add(Files.write(scratch.resolve(name), plain));
            } else if (said.startsWith(PACKED)) {
                texts.add(new Text(Place.CONVERSATIONS, name, latin(unpacked(plain))));
            } else {
                texts.add(new Text(Place.PAPERS, name, said));
            }
        }
        texts.add(new Text(Place.TREES, "all", trees(bundles)));
        return texts;
    }

    private static byte[] unpacked(byte[] plain) throws IOException {
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(plain))) {
            return packed.readAllBytes();
        }
    }

    /// A bundle stands on others, which are unpacked before it.
    private String trees(List<Path> bundles) throws InterruptedException {
        Path repository = scratch.resolve("trees");
        assertThat(git("init", "--quiet", "--bare", repository.toString()).isSuccess())
                .isTrue();
        List<Path> left = new ArrayList<>(bundles);
        while (!left.isEmpty()) {
            List<Path> unpacked = new ArrayList<>();
            for (Path bundle : left) {
                if (git("-C", repository.toString(), "bundle", "unbundle", bundle.toString())
                        .isSuccess()) {
                    unpacked.add(bundle);
                }
            }
            assertThat(unpacked).as("of %d bundles", left.size()).isNotEmpty();
            left.removeAll(unpacked);
        }
        return git("-C", repository.toString(), "cat-file", "--batch", "--batch-all-objects")
                .output();
    }

    private static OneShot.Result git(String... words) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "GIT_CONFIG_GLOBAL=/dev/null", "git"));
        command.addAll(List.of(words));
        return OneShot.run(PATIENCE, command);
    }

    private static List<Text> files(Place place, Path folder) throws IOException {
        List<Text> texts = new ArrayList<>();
        for (Path file : regularFiles(folder)) {
            texts.add(new Text(place, file.getFileName().toString(), latin(Files.readAllBytes(file))));
        }
        return texts;
    }

    private static List<Path> regularFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String secret(String name) {
        return PrivateFiles.read(home().secrets().resolve(name)).strip();
    }

    private Home home() {
        return house.home();
    }
}
