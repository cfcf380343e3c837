package dev.pawl.workflows.stage;

import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.sandbox.Level;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What somebody sees who knows nothing but the Web UI: what is going on, the stages, the gates, the cost.
final class Page {

    /// The Web UI shows no more, and a run of many rounds has many gates.
    private static final int MOST_GATES = 40;

    /// The Web UI draws tables without any room between columns.
    private static final String GAP = "\u00a0\u00a0";

    private record Passage(String stage, Instant begun) {}

    private final List<Passage> passages = new ArrayList<>();
    private final Map<String, String> gates = new LinkedHashMap<>();
    private Usage usage = Usage.NONE;
    private String words = "";

    void enter(String stage, Instant at) {
        passages.add(new Passage(stage, at));
    }

    void say(String said) {
        words = said;
    }

    /// The newest verdict of a gate counts, and stands last.
    void judged(String stage, Verdict verdict) {
        String key = stage + GAP + " | " + verdict.gate();
        gates.remove(key);
        gates.put(
                key,
                "**%s**%s | %s%s"
                        .formatted(word(verdict.answer()), GAP, inOneCell(verdict.summary()), openness(verdict)));
        if (gates.size() > MOST_GATES) {
            gates.remove(gates.keySet().iterator().next());
        }
    }

    void spent(Usage all) {
        usage = all;
    }

    String markdown() {
        StringBuilder page = new StringBuilder(words).append("\n");
        if (!passages.isEmpty()) {
            page.append("\n| stage | began | took |\n|---|---|---|\n");
            for (int i = 0; i < passages.size(); i++) {
                page.append("| %s%s | %s%s | %s |\n"
                        .formatted(
                                passages.get(i).stage(),
                                GAP,
                                time(passages.get(i).begun()),
                                GAP,
                                took(i)));
            }
        }
        if (!gates.isEmpty()) {
            page.append("\n| stage | gate | answer | |\n|---|---|---|---|\n");
            gates.forEach((key, answer) -> page.append("| %s%s | %s |\n".formatted(key, GAP, answer)));
        }
        if (usage.source() != Usage.Source.UNKNOWN) {
            page.append("\nCost: %s\n".formatted(cost()));
        }
        return page.toString();
    }

    private String took(int passage) {
        return passage + 1 == passages.size()
                ? ""
                : Duration.between(
                                passages.get(passage).begun(),
                                passages.get(passage + 1).begun())
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString()
                        .substring("PT".length())
                        .toLowerCase(Locale.ROOT);
    }

    private String cost() {
        String figures = "%d turns, %d tokens in, %d out, $%s"
                .formatted(
                        usage.turns(),
                        usage.inputTokens(),
                        usage.outputTokens(),
                        BigDecimal.valueOf(usage.costMicros(), 6).toPlainString());
        return switch (usage.source()) {
            case UNKNOWN -> "unknown";
            case CLAIMED -> figures + ", as the agent says itself";
            case RECORDED -> figures + ", as a recording says: nothing was bought";
            case MEASURED -> figures + ", measured";
            case ESTIMATED -> figures + ", partly estimated";
        };
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String word(Verdict.Answer answer) {
        return switch (answer) {
            case PASS -> "pass";
            case FAIL -> "fail";
            case ERROR -> "error";
            case INCONCLUSIVE -> "inconclusive";
            case NOT_APPLICABLE -> "not applicable";
        };
    }

    /// How well a gate was shut in is worth a word only where it was not.
    private static String openness(Verdict verdict) {
        return verdict.level().equals(Level.NONE.word()) ? " (without a sandbox)" : "";
    }

    private static String inOneCell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
