package dev.pawl.activities.agent.role;

import dev.pawl.activities.agent.role.Role.Limits;
import dev.pawl.activities.repository.RepositoryFiles;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds out who an agent is: what the base commit says in `.pawl/agents`, and where that is silent, what Pawl brings
/// along. The operator's bounds hold for both.
@Singleton
public final class Roles {

    static final String FOLDER = ".pawl/agents";
    static final String ENDING = ".md";
    static final String NAME = "[a-z][a-z0-9-]{0,30}";

    private final RepositoryFiles files;
    private final RoleSettings settings;

    Roles(RepositoryFiles files, RoleSettings settings) {
        this.files = files;
        this.settings = settings;
    }

    /// All that the agent is told.
    public Briefing brief(String tenant, Assignment assignment, String name) throws IOException, UnfitException {
        Resolved resolved = resolve(tenant, assignment.workspace(), name);
        Brief brief = assignment.brief();
        return new Briefing(
                resolved,
                settings.model(resolved.role()),
                Prompt.system(resolved.role()),
                Prompt.of(brief, assignment.workspace()));
    }

    /// The role of that name in work on this workspace: its base decides, never what an agent left.
    Resolved resolve(String tenant, Workspace workspace, String name) throws IOException, UnfitException {
        if (!name.matches(NAME)) {
            throw new UnfitException("No agent is called so: a name has small letters, digits and dashes.");
        }
        String path = FOLDER + "/" + name + ENDING;
        Optional<byte[]> own = files.bytes(tenant, workspace, workspace.base(), path);
        return own.isPresent() ? own(path, name, own.get()) : shipped(name);
    }

    private Resolved own(String path, String name, byte[] bytes) throws IOException, UnfitException {
        Reading reading = RoleFile.read(name, bytes, Shipped.required(name), settings);
        if (reading.role() == null) {
            throw new UnfitException(
                    reading.faults().stream().map(fault -> fault.at(path)).collect(Collectors.joining("\n")));
        }
        return new Resolved(reading.role(), path, digest(bytes));
    }

    private Resolved shipped(String name) throws IOException, UnfitException {
        byte[] bytes = Shipped.bytes(name)
                .orElseThrow(() -> new UnfitException(
                        "There is no agent %s: the repository has no file %s/%s.md, and Pawl brings along only %s."
                                .formatted(name, FOLDER, name, String.join(", ", Shipped.NAMES))));
        return new Resolved(narrowed(Shipped.role(name, bytes)), Resolved.SHIPPED, digest(bytes));
    }

    private Role narrowed(Role role) {
        List<String> tools = role.tools().stream().filter(settings::allow).toList();
        int turns = Math.min(role.limits().turns(), settings.turns());
        return new Role(
                role.name(),
                role.description(),
                role.tier(),
                role.model(),
                tools,
                role.denied(),
                new Limits(turns, role.limits().time()),
                role.output(),
                role.instructions());
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
