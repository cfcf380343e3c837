package dev.pawl.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bug that is to be fixed; what is absent, the gateway decides.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BugReport(
        Repository repository,
        String title,
        @Nullable String report,
        @Nullable Agent agent,
        @Nullable String sandbox,
        Limits limits,
        @Nullable Delivery delivery,
        @Nullable Trigger trigger) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Repository(
            String url, @Nullable String ref, @Nullable String credential) {}

    public record Agent(String runtime, String name) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Limits(
            @Nullable String deadline,
            @Nullable Integer rounds,
            @Nullable String heartbeat,
            @Nullable Budget budget) {}

    public record Budget(BigDecimal usd) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Delivery(String way, @Nullable String branch) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trigger(
            String system, @Nullable String build, @Nullable String commit, List<String> tests) {

        public Trigger {
            tests = List.copyOf(tests);
        }
    }
}
