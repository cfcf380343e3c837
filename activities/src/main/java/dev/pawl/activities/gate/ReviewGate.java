package dev.pawl.activities.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.activities.process.Plain;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Opinion;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Does an agent that read the change see what must not go out? What it finds less severe is for people: it stands in
/// the evidence. Asked last, it can only add a no.
@Singleton
final class ReviewGate implements Gate {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_FINDINGS = 50;
    private static final int LONGEST_MESSAGE = 2000;
    private static final int LONGEST_PATH = 500;

    @Override
    public String name() {
        return Gates.REVIEW;
    }

    @Override
    public Ruling rule(Case asked) {
        Opinion opinion = asked.question().opinion();
        if (opinion == null || opinion.answer() == null) {
            return Ruling.error("There is no review. "
                    + (opinion == null || opinion.missing() == null ? "Nobody was asked for one." : opinion.missing()));
        }
        JsonNode review = parsed(opinion.answer());
        if (review == null || !review.path("findings").isArray()) {
            return Ruling.error("The review has no list of findings.");
        }
        return rule(review, asked.dossier());
    }

    /// A severity that nobody knows counts as the highest.
    private Ruling rule(JsonNode review, Dossier dossier) {
        dossier.note("The reviewer says: %s, %s"
                .formatted(text(review, "verdict", 40), text(review, "summary", LONGEST_MESSAGE)));
        List<Finding> severe = new ArrayList<>();
        int others = 0;
        for (JsonNode one : review.path("findings")) {
            Finding finding = finding(one);
            switch (finding.rule()) {
                case "medium", "low" -> {
                    dossier.note("%s: %s".formatted(finding.rule(), finding.sentence()));
                    others++;
                }
                default -> severe.add(finding);
            }
        }
        String further = others == 0 ? "" : ", and %d less severe".formatted(others);
        if (severe.isEmpty() && review.path("verdict").asText().equals("revise")) {
            return Ruling.error("The reviewer says that it must not go out, and names nothing that is so severe%s."
                    .formatted(further));
        }
        return severe.isEmpty()
                ? Ruling.pass("The reviewer found nothing that must not go out%s.".formatted(further))
                : Ruling.fail(
                        "The reviewer found %d that must not go out%s.".formatted(severe.size(), further),
                        severe.stream().limit(MOST_FINDINGS).toList());
    }

    private Finding finding(JsonNode said) {
        String path = text(said, "path", LONGEST_PATH);
        int line = said.path("line").asInt();
        String severity = text(said, "severity", 10);
        return new Finding(
                name(),
                severity.isEmpty() ? "high" : severity,
                text(said, "message", LONGEST_MESSAGE),
                path.isEmpty() ? null : path,
                line > 0 ? line : null,
                null);
    }

    private static String text(JsonNode from, String name, int longest) {
        return Plain.text(from.path(name).asText(), longest).strip();
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return null;
        }
    }
}
