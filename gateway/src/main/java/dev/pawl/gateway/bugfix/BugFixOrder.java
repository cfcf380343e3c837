package dev.pawl.gateway.bugfix;

import dev.pawl.gateway.body.Fields;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest.Limits;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest.Trigger;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Delivery;
import dev.pawl.workflows.port.workspace.Origins;
import dev.pawl.workflows.port.workspace.Repository;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a bug and how far its mending may go, field by field; what is left out has a default.
@Singleton
final class BugFixOrder {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_REPORT = 32 * 1024;
    /// All of them go through history, which takes no large payloads.
    private static final int MOST_TESTS = 200;

    private static final int LONGEST_TEST = 320;
    private static final int LONGEST_WORD = 200;
    private static final Pattern RUNTIME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern AGENT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /// Whose spending the workers count and stop. Of the others nobody knows what they cost before they have.
    private static final Set<String> METERED = Set.of("claude-code");

    private final BugFixSettings settings;
    private final OriginSettings origins;

    BugFixOrder(BugFixSettings settings, OriginSettings origins) {
        this.settings = settings;
        this.origins = origins;
    }

    BugFixRequest read(String tenant, Fields fields) {
        Repository repository =
                repository(required(fields, "repository", "{\"url\": \"https://host/path\", \"ref\": \"main\"}"));
        String title = title(fields);
        String report = orElse(fields.text("report", LONGEST_REPORT), "");
        AgentChoice agent = agent(fields);
        Limits limits = limits(fields.object("limits"), agent.runtime());
        Delivery delivery = delivery(fields.object("delivery"));
        Trigger trigger = trigger(fields.object("trigger"));
        Level least = least(fields);
        fields.nothingElse();
        return new BugFixRequest(tenant, repository, title, report, agent, limits, delivery, trigger, null, least);
    }

    /// Which failure it is: the same tests that fail at the same ref, whatever build told. Nothing where no build did.
    /// Whoever asks for a sandbox joins no run that nobody asked that of.
    static @Nullable String fingerprint(BugFixRequest request) {
        Trigger trigger = request.trigger();
        if (trigger == null || trigger.tests().isEmpty()) {
            return null;
        }
        try {
            Level least = request.least();
            String failure = request.repository().ref() + "\n" + String.join("\n", new TreeSet<>(trigger.tests()))
                    + (least == null ? "" : "\n\n" + least.word());
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(failure.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private Repository repository(Fields fields) {
        String url = fields.line("url", 1000);
        if (url == null) {
            throw fields.missing("url", "where the repository is, like https://host/path.");
        }
        Optional<String> refusal = Origins.refusal(url, origins.trusted());
        if (refusal.isPresent()) {
            throw fields.wrong("url", "is refused. " + refusal.get());
        }
        String ref = orElse(fields.line("ref", LONGEST_WORD), "main");
        refuse(fields, "ref", Origins.refusalOfRef(ref));
        String credential = fields.line("credential", LONGEST_WORD);
        if (credential != null) {
            refuse(fields, "credential", Origins.refusalOfCredential(credential));
        }
        fields.nothingElse();
        return new Repository(url, ref, credential);
    }

    private static String title(Fields fields) {
        String title = fields.line("title", LONGEST_TITLE);
        if (title == null || title.isBlank()) {
            throw fields.missing("title", "the bug in one line.");
        }
        return title.strip();
    }

    private AgentChoice agent(Fields fields) {
        Fields agent = fields.object("agent");
        if (agent == null) {
            return usual(fields);
        }
        String runtime = agent.line("runtime", LONGEST_WORD);
        if (runtime == null || !RUNTIME.matcher(runtime).matches()) {
            throw agent.missing("runtime", "what carries the agent out: claude-code, command or recorded.");
        }
        String name = agent.line("name", LONGEST_WORD);
        if (name == null || !AGENT.matcher(name).matches()) {
            throw agent.missing("name", "an agent of the workers: small letters, digits and dashes.");
        }
        agent.nothingElse();
        return new AgentChoice(runtime, name);
    }

    private static @Nullable Level least(Fields fields) {
        String word = fields.line("sandbox", LONGEST_WORD);
        if (word == null) {
            return null;
        }
        for (Level level : Level.values()) {
            if (level.word().equals(word)) {
                return level;
            }
        }
        throw fields.wrong("sandbox", "is '%s'. It is bubblewrap or none.".formatted(word));
    }

    private AgentChoice usual(Fields fields) {
        String usual = settings.agent();
        if (usual == null) {
            throw fields.missing(
                    "agent",
                    "{\"runtime\": \"claude-code\", \"name\": \"anthropic\"}, or {\"runtime\": \"command\", \"name\": \"...\"}. Or set PAWL_BUGFIX_AGENT, which is taken where nobody says.");
        }
        int colon = usual.indexOf(':');
        return new AgentChoice(usual.substring(0, colon), usual.substring(colon + 1));
    }

    private Limits limits(@Nullable Fields said, String runtime) {
        Fields fields = said == null ? Fields.none("limits") : said;
        Limits limits = new Limits(
                fields.duration(
                        "deadline", Duration.ofHours(4), Duration.ofMinutes(1), BugFixSettings.LONGEST_DEADLINE),
                fields.wholeNumber("rounds", 3, 1, 10),
                fields.duration("heartbeat", Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMinutes(5)),
                budget(fields, runtime));
        fields.nothingElse();
        return limits;
    }

    private @Nullable Long budget(Fields limits, String runtime) {
        Fields said = limits.object("budget");
        if (said != null && !METERED.contains(runtime)) {
            throw limits.wrong(
                    "budget",
                    "cannot be kept: nobody counts what agents of the runtime %s spend. Leave it out, and set a deadline."
                            .formatted(runtime));
        }
        if (!METERED.contains(runtime)) {
            return null;
        }
        Fields budget = said == null ? Fields.none("limits.budget") : said;
        BigDecimal dollars = budget.decimal("usd", BugFixSettings.LEAST_BUDGET, BugFixSettings.LARGEST_BUDGET);
        if (said != null && dollars == null) {
            throw budget.missing("usd", "how many dollars, as in 0.50.");
        }
        budget.nothingElse();
        return (dollars == null ? settings.budget() : dollars).movePointRight(6).longValueExact();
    }

    private static Delivery delivery(@Nullable Fields said) {
        Fields fields = said == null ? Fields.none("delivery") : said;
        String way = orElse(fields.line("way", LONGEST_WORD), "branch");
        String branch = fields.line("branch", LONGEST_WORD);
        if (branch != null) {
            refuse(fields, "branch", Origins.refusalOfRef(branch));
        }
        fields.nothingElse();
        return switch (way) {
            case "branch" -> new Delivery(Delivery.Way.BRANCH, branch);
            case "patch" -> {
                if (branch != null) {
                    throw fields.wrong("branch", "is given, but a patch is asked for. Leave one of them out.");
                }
                yield new Delivery(Delivery.Way.PATCH, null);
            }
            default -> throw fields.wrong("way", "is '%s'. It is branch or patch.".formatted(way));
        };
    }

    private static @Nullable Trigger trigger(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        String system = fields.line("system", LONGEST_WORD);
        if (system == null || system.isBlank()) {
            throw fields.missing("system", "whose build it is, like github or jenkins.");
        }
        Trigger trigger = new Trigger(
                system,
                fields.line("build", LONGEST_WORD),
                fields.line("commit", LONGEST_WORD),
                List.copyOf(new TreeSet<>(fields.lines("tests", MOST_TESTS, LONGEST_TEST))));
        fields.nothingElse();
        return trigger;
    }

    private static void refuse(Fields fields, String name, Optional<String> refusal) {
        if (refusal.isPresent()) {
            throw fields.wrong(name, "is refused. " + refusal.get());
        }
    }

    private static Fields required(Fields fields, String name, String example) {
        Fields object = fields.object(name);
        if (object == null) {
            throw fields.missing(name, "as in " + example + ".");
        }
        return object;
    }

    private static String orElse(@Nullable String said, String otherwise) {
        return said == null ? otherwise : said;
    }
}
