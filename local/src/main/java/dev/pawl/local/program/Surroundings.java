package dev.pawl.local.program;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.Secrets;
import dev.pawl.local.process.Allowed;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The settings that the programs are started with: the house's own, and those `PAWL_` settings of the person who
/// opened it that are the programs' business.
public final class Surroundings {

    /// The launcher's and the command's own settings, and the owner's rights, which no program has.
    private static final List<String> NOT_THEIRS = List.of(
            "PAWL_HOME",
            "PAWL_TOOLS",
            "PAWL_CHECKOUT",
            "PAWL_AOT",
            "PAWL_COMMAND",
            "PAWL_TOKEN",
            "PAWL_URL",
            "PAWL_DATABASE_OWNER_USERNAME",
            "PAWL_DATABASE_OWNER_PASSWORD");

    private static final Pattern KEY_OF_A_PROVIDER = Pattern.compile("PAWL_MODEL_PROVIDERS_.+_KEY_VARIABLE");
    private static final List<String> LENDING = List.of("PAWL_ENVIRONMENT_VARIABLES", "PAWL_GATE_ENVIRONMENT");
    private static final Pattern COMMA = Pattern.compile(",");

    private final Home home;
    private final Secrets secrets;
    private final Map<String, String> person;

    public Surroundings(Home home, Secrets secrets, Map<String, String> person) {
        this.home = home;
        this.secrets = secrets;
        this.person = Map.copyOf(person);
    }

    /// Whether the person brings a database, so that the house opens none.
    public boolean bringDatabase() {
        return brings("PAWL_DATABASE_URL");
    }

    /// Whether the person brings an object store.
    public boolean bringObjects() {
        return brings("PAWL_S3_ENDPOINT");
    }

    /// Whether the person brings a Temporal server.
    public boolean bringTemporal() {
        return brings("PAWL_TEMPORAL_ADDRESS");
    }

    /// Pipelines like to set a variable to nothing where they mean that it is not set.
    private boolean brings(String setting) {
        return !person.getOrDefault(setting, "").isBlank();
    }

    /// The keys of models, and what setups and gates are lent: the person's variables that settings name. They are for
    /// the workers only.
    public Map<String, String> keys() {
        Map<String, String> keys = new TreeMap<>();
        person.forEach((setting, named) -> {
            if (KEY_OF_A_PROVIDER.matcher(setting).matches()) {
                give(named, keys);
            } else if (LENDING.contains(setting)) {
                COMMA.splitAsStream(named).map(String::strip).forEach(name -> give(name, keys));
            }
        });
        return keys;
    }

    private void give(String variable, Map<String, String> to) {
        String value = person.get(variable);
        if (value != null) {
            to.put(variable, value);
        }
    }

    /// What every program is told of the servers behind it.
    public Map<String, String> servers(Servers servers) {
        Map<String, String> settings = new TreeMap<>(Allowed.of(person));
        person.forEach((name, value) -> {
            if (name.startsWith("PAWL_") && !NOT_THEIRS.contains(name)) {
                settings.put(name, value);
            }
        });
        if (!bringDatabase()) {
            settings.put("PAWL_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + servers.databasePort() + "/pawl");
        }
        settings.putIfAbsent("PAWL_DATABASE_USERNAME", "pawl_program");
        settings.putIfAbsent("PAWL_DATABASE_PASSWORD", secrets.programPassword());
        if (!bringObjects()) {
            settings.put("PAWL_S3_ENDPOINT", "http://127.0.0.1:" + servers.objectsPort());
            settings.put("PAWL_S3_BUCKET", "pawl");
            settings.put("PAWL_S3_ACCESS_KEY", secrets.accessKey());
            settings.put("PAWL_S3_SECRET_KEY", secrets.secretKey());
        }
        if (!bringTemporal()) {
            settings.put("PAWL_TEMPORAL_ADDRESS", "127.0.0.1:" + servers.temporalPort());
        }
        if (servers.temporalForgets()) {
            settings.put("PAWL_TEMPORAL_STICKY_TIMEOUT", "PT0S");
        }
        settings.putIfAbsent("PAWL_KEYS_FILE", home.keyring().toString());
        settings.putIfAbsent("PAWL_LOG_FORMAT", "text");
        settings.put("MALLOC_ARENA_MAX", "2");
        return settings;
    }

    /// What the migration is told: it has the owner's rights.
    public Map<String, String> migration(Servers servers, String owner) {
        Map<String, String> settings = new TreeMap<>(Allowed.of(person));
        Map<String, String> all = servers(servers);
        for (String name : List.of("PAWL_DATABASE_URL", "PAWL_DATABASE_USERNAME", "PAWL_DATABASE_PASSWORD")) {
            settings.put(name, all.getOrDefault(name, ""));
        }
        settings.put("PAWL_DATABASE_OWNER_USERNAME", bringDatabase() ? needed("PAWL_DATABASE_OWNER_USERNAME") : owner);
        settings.put(
                "PAWL_DATABASE_OWNER_PASSWORD",
                bringDatabase() ? needed("PAWL_DATABASE_OWNER_PASSWORD") : secrets.ownerPassword());
        return settings;
    }

    private String needed(String name) {
        String value = person.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new HouseException("PAWL_DATABASE_URL is set, but " + name + " is not: the house needs the database's"
                    + " owner to bring it to this version. Set it, or unset PAWL_DATABASE_URL.");
        }
        return value;
    }
}
