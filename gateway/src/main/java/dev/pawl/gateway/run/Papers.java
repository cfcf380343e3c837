package dev.pawl.gateway.run;

import dev.pawl.gateway.access.Caller;
import dev.pawl.gateway.problem.Problem;
import dev.pawl.gateway.problem.ProblemException;
import dev.pawl.store.blob.BlobMissingException;
import dev.pawl.store.blob.BlobRef;
import dev.pawl.store.blob.Blobs;
import dev.pawl.store.run.Run;
import dev.pawl.store.verdict.Verdict;
import dev.pawl.store.verdict.Verdicts;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a run leaves behind: its patch and its evidence. Agents wrote much of it, so that no browser is to show it as a
/// page.
@Singleton
final class Papers {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final long LARGEST_DOCUMENT = 16L << 20;

    private final GateViews gates;
    private final Verdicts verdicts;
    private final Blobs blobs;
    private final RunViews views;

    Papers(GateViews gates, Verdicts verdicts, Blobs blobs, RunViews views) {
        this.gates = gates;
        this.verdicts = verdicts;
        this.blobs = blobs;
        this.views = views;
    }

    /// The patch that the outcome names, or what the run waits for.
    static Optional<String> patch(RunViews views, Run run) {
        return named(views, run, "patch");
    }

    HttpResponse<StreamedFile> patch(Caller caller, Run run) {
        String digest = patch(views, run)
                .orElseThrow(() -> absent("The run %s has no patch%s."
                        .formatted(run.id(), run.endedAt() == null ? " yet: it has not ended" : "")));
        return open(caller, digest)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.patch\"".formatted(run.id()));
    }

    /// What every gate said and where its proof lies, and the document that was delivered with the work.
    EvidenceView evidence(Caller caller, Run run) {
        return new EvidenceView(
                run.id(),
                gates.of(caller.tenant(), run),
                named(views, run, "evidence")
                        .map(digest -> GateViews.link(run, digest))
                        .orElse(null));
    }

    /// One document or log, if this run's evidence names it.
    HttpResponse<StreamedFile> evidence(Caller caller, Run run, String digest) {
        if (!DIGEST.matcher(digest).matches() || !belongs(caller, run, digest)) {
            throw absent("The evidence of run %s does not name %s.".formatted(run.id(), digest));
        }
        return open(caller, digest);
    }

    private boolean belongs(Caller caller, Run run, String digest) {
        Set<String> documents = new HashSet<>();
        named(views, run, "evidence").ifPresent(documents::add);
        named(views, run, "patch").ifPresent(documents::add);
        for (Verdict verdict : verdicts.of(caller.tenant(), run.id())) {
            String evidence = verdict.evidence();
            if (evidence != null) {
                documents.add(evidence);
            }
        }
        return documents.contains(digest)
                || documents.stream()
                        .anyMatch(document -> names(caller, document).contains(digest));
    }

    /// A document of evidence names logs by their digests.
    private Set<String> names(Caller caller, String document) {
        Set<String> named = new HashSet<>();
        Optional<BlobRef> ref = blobs.find(caller.tenant(), document);
        if (ref.isPresent()
                && ref.get().mediaType().equals("application/json")
                && ref.get().size() <= LARGEST_DOCUMENT) {
            try (InputStream stream = blobs.open(caller.tenant(), ref.get())) {
                Matcher digests = Pattern.compile("\"log\":\\{\"digest\":\"([0-9a-f]{64})\"")
                        .matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                while (digests.find()) {
                    named.add(digests.group(1));
                }
            } catch (IOException e) {
                throw gone(document, e);
            }
        }
        return named;
    }

    private MutableHttpResponse<StreamedFile> open(Caller caller, String digest) {
        BlobRef ref = blobs.find(caller.tenant(), digest)
                .orElseThrow(() -> absent("The store knows no object %s.".formatted(digest)));
        try {
            return HttpResponse.ok(new StreamedFile(blobs.open(caller.tenant(), ref), MediaType.of(ref.mediaType())))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", "sandbox; default-src 'none'");
        } catch (IOException e) {
            throw gone(digest, e);
        }
    }

    private static ProblemException gone(String digest, IOException e) {
        return Problem.of(
                        e instanceof BlobMissingException ? "object-lost" : "store-unavailable",
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The object cannot be read",
                        "The object store did not give %s: %s".formatted(digest, e.getMessage()))
                .exception();
    }

    private static Optional<String> named(RunViews views, Run run, String name) {
        String told = run.outcome() == null ? run.waitsFor() : run.outcome();
        JsonNode kept = told == null ? null : views.read(told).get(name);
        JsonNode digest = kept == null || !kept.isObject() ? null : kept.get("digest");
        return Optional.ofNullable(digest)
                .map(JsonNode::getStringValue)
                .filter(text -> DIGEST.matcher(text).matches());
    }

    private static ProblemException absent(String detail) {
        return Problem.of("paper-unknown", HttpStatus.NOT_FOUND, "There is no such paper", detail)
                .exception();
    }
}
