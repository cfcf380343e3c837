package dev.pawl.activities.agent.role;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What agents written in Markdown may do at most, whoever wrote them.
///
/// @param tools which tools they may have, like `Read` or `Bash(git log:*)`
/// @param turns how often one may ask its model
/// @param architect the model of agents of that tier; absent, as the runtime's settings say
/// @param manager the same for that tier
/// @param worker the same for that tier
@ConfigurationProperties("pawl.role")
public record RoleSettings(
        @Bindable(defaultValue = "Bash,Edit,Glob,Grep,Read,Write")
        List<String> tools,

        @Bindable(defaultValue = "200") int turns,
        @Nullable String architect,
        @Nullable String manager,
        @Nullable String worker) {

    public RoleSettings {
        tools = tools.stream()
                .map(String::strip)
                .filter(tool -> !tool.isEmpty())
                .toList();
    }

    boolean allow(String tool) {
        return tools.stream().anyMatch(pattern -> Tools.covers(pattern, tool));
    }

    @Nullable
    String model(Role role) {
        if (role.model() != null) {
            return role.model();
        }
        return switch (role.tier()) {
            case ARCHITECT -> architect;
            case MANAGER -> manager;
            case WORKER -> worker;
        };
    }
}
