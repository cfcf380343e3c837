package dev.pawl.gateway.run;

import dev.pawl.gateway.access.Caller;
import dev.pawl.gateway.access.Needs;
import dev.pawl.store.access.Scope;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.http.server.types.files.StreamedFile;

/// What runs leave behind.
@Controller("/v1/runs")
final class PapersController {

    private final KnownRuns runs;
    private final Papers papers;

    PapersController(KnownRuns runs, Papers papers) {
        this.runs = runs;
        this.papers = papers;
    }

    @Get("/{id}/patch")
    @Needs(Scope.READ)
    HttpResponse<StreamedFile> patch(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
        return papers.patch(caller, runs.of(caller, id));
    }

    @Get("/{id}/evidence")
    @Needs(Scope.READ)
    EvidenceView evidence(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
        return papers.evidence(caller, runs.of(caller, id));
    }

    @Get("/{id}/evidence/{digest}")
    @Needs(Scope.READ)
    HttpResponse<StreamedFile> document(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id, String digest) {
        return papers.evidence(caller, runs.of(caller, id), digest);
    }
}
