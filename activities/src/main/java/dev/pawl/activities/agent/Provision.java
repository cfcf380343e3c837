package dev.pawl.activities.agent;

import dev.pawl.activities.agent.role.Briefing;
import dev.pawl.activities.agent.role.Roles;
import dev.pawl.activities.environment.Environments;
import dev.pawl.activities.environment.Ready;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What an agent gets along with its tree, by what the base of its work says.
@Singleton
final class Provision {

    private final Environments environments;
    private final Sandboxes sandboxes;
    private final Roles roles;

    Provision(Environments environments, Sandboxes sandboxes, Roles roles) {
        this.environments = environments;
        this.sandboxes = sandboxes;
        this.roles = roles;
    }

    Ready environment(String tenant, Workspace workspace, @Nullable Level least)
            throws IOException, InterruptedException, UnfitException {
        return environments.of(tenant, workspace, sandboxes.of(workspace.repository(), least));
    }

    /// Nothing where the runtime has no roles, or the story names none.
    @Nullable
    Briefing briefing(String tenant, Assignment assignment, AgentRuntime runtime) throws IOException, UnfitException {
        String role = assignment.role();
        return role == null || !runtime.hasRoles() ? null : roles.brief(tenant, assignment, role);
    }
}
