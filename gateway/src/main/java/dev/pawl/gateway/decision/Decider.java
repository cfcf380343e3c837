package dev.pawl.gateway.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pawl.gateway.problem.Problem;
import dev.pawl.gateway.problem.ProblemException;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.RunStatus;
import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.decision.Wait;
import io.grpc.StatusRuntimeException;
import io.micronaut.http.HttpStatus;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Takes a decision to its story, signed, and waits until the story has taken or refused it.
@Singleton
final class Decider {

    private static final long PATIENCE_SECONDS = 10;

    /// A newer worker may ask with more than this gateway knows.
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final WorkflowClient temporal;
    private final DecisionKeys keys;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Decider(WorkflowClient temporal, DecisionKeys keys) {
        this.temporal = temporal;
        this.keys = keys;
    }

    /// What the run asks, as far as the store has heard.
    Wait openQuestion(Run run) {
        String waitsFor = run.waitsFor();
        if (waitsFor == null || run.status() != RunStatus.NEEDS_HUMAN) {
            throw conflict(
                    "The run %s waits for nobody: it is %s. Nothing was decided.".formatted(run.id(), word(run)));
        }
        try {
            return JSON.readValue(waitsFor, Wait.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the row of run " + run.id() + " holds no question", e);
        }
    }

    void decide(String run, Decision decision) {
        Decision signed = decision.signedBy(run, keys.all(run));
        UpdateOptions<Void> update = UpdateOptions.newBuilder(Void.class)
                .setUpdateName("decide")
                .setUpdateId("question-%d-%s".formatted(decision.question(), decision.at()))
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build();
        await(threads.submit(() ->
                temporal.newUntypedWorkflowStub(run).startUpdate(update, signed).getResult()));
    }

    private static void await(Future<?> taken) {
        try {
            taken.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw refusal(Objects.requireNonNull(e.getCause()));
        } catch (TimeoutException e) {
            taken.cancel(true);
            throw unavailable(
                    "No worker took the decision within %d seconds. It may still be taken: look at the run before you decide again."
                            .formatted(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("The gateway stops. Look at the run before you decide again.");
        }
    }

    private static RuntimeException refusal(Throwable failure) {
        return switch (failure) {
            case WorkflowUpdateException refused -> conflict(reason(refused));
            case WorkflowNotFoundException _ -> conflict("The run has ended. Nothing was decided.");
            case WorkflowServiceException away ->
                unavailable(
                        "Temporal does not answer (%s). Nothing was decided, as far as is known: look at the run, and try again."
                                .formatted(
                                        away.getCause() == null
                                                ? away.getMessage()
                                                : away.getCause().getMessage()));
            case StatusRuntimeException away ->
                unavailable(
                        "Temporal does not answer (%s). Look at the run, and try again.".formatted(away.getMessage()));
            case RuntimeException other -> other;
            default -> new IllegalStateException(failure);
        };
    }

    private static String reason(WorkflowUpdateException refused) {
        return refused.getCause() instanceof ApplicationFailure failure
                ? failure.getOriginalMessage()
                : String.valueOf(refused.getMessage());
    }

    private static String word(Run run) {
        return run.status().name().toLowerCase(Locale.ROOT);
    }

    private static ProblemException conflict(String detail) {
        return Problem.of("nothing-decided", HttpStatus.CONFLICT, "Nothing was decided", detail)
                .exception();
    }

    private static ProblemException unavailable(String detail) {
        return Problem.of("undecided", HttpStatus.SERVICE_UNAVAILABLE, "The decision was not taken", detail)
                .exception();
    }
}
