package dev.pawl.gateway.run;

import dev.pawl.gateway.codec.CodecSettings;
import dev.pawl.gateway.run.RunView.CostView;
import dev.pawl.gateway.run.RunView.Links;
import dev.pawl.gateway.run.RunView.StageView;
import dev.pawl.store.event.Event;
import dev.pawl.store.overview.Overview;
import dev.pawl.store.overview.Overviews;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.Stage;
import dev.pawl.temporal.client.TemporalSettings;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that the store knows of one run.
@Singleton
final class RunDetails {

    /// Whose figures are surer comes first.
    private static final List<String> BY_DOUBT = List.of("unknown", "recorded", "measured", "estimated", "claimed");

    private final Overviews overviews;
    private final GateViews gates;
    private final RunViews views;
    private final WebUi webUi;

    RunDetails(Overviews overviews, GateViews gates, RunViews views, WebUi webUi) {
        this.overviews = overviews;
        this.gates = gates;
        this.views = views;
        this.webUi = webUi;
    }

    /// Where people look at a run.
    @Singleton
    static final class WebUi {

        private final String address;

        WebUi(CodecSettings codec, TemporalSettings temporal) {
            address = codec.uiOrigins().getFirst() + "/namespaces/" + temporal.namespace() + "/workflows/";
        }

        String of(String run) {
            return address + run;
        }
    }

    RunView of(Overview found) {
        return of(found.run(), found);
    }

    /// The run as it was when it was looked at, with what has happened until now.
    RunView of(String tenant, Run run) {
        return of(run, overviews.find(tenant, run.id()).orElseThrow());
    }

    private RunView of(Run run, Overview found) {
        return views.of(run)
                .with(stages(found.stages()), gates.of(run, found.verdicts()), cost(found.ends()), links(run));
    }

    /// A stage tells of itself with each of its steps; here it is one passage.
    private static List<StageView> stages(List<Stage> told) {
        List<StageView> passages = new ArrayList<>();
        for (Stage next : told) {
            StageView last = passages.isEmpty() ? null : passages.getLast();
            String stage = next.stage();
            if (last != null && last.endedAt() == null && !last.stage().equals(stage)) {
                passages.set(passages.size() - 1, new StageView(last.stage(), last.beganAt(), next.at()));
            }
            if (stage != null && (last == null || !last.stage().equals(stage))) {
                passages.add(new StageView(stage, next.at(), null));
            }
        }
        return passages;
    }

    /// The last word of each step counts: it tells of all its attempts.
    private @Nullable CostView cost(List<Event> ends) {
        Map<String, JsonNode> bySteps = new LinkedHashMap<>();
        for (Event end : ends) {
            JsonNode body = views.read(end.body());
            JsonNode usage = body.get("usage");
            JsonNode step = body.get("step");
            if (usage != null && step != null) {
                bySteps.put(step.getStringValue(), usage);
            }
        }
        CostView sum = null;
        for (JsonNode usage : bySteps.values()) {
            sum = plus(sum, usage);
        }
        return sum;
    }

    /// The figure that is the least sure speaks for the sum; least of all one that only a newer worker knows.
    private static String leastSure(String one, String other) {
        return doubt(other) > doubt(one) ? other : one;
    }

    private static int doubt(String source) {
        int known = BY_DOUBT.indexOf(source);
        return known < 0 ? BY_DOUBT.size() : known;
    }

    private static CostView plus(@Nullable CostView sum, JsonNode usage) {
        JsonNode source = usage.get("source");
        String whose = source == null ? "unknown" : source.getStringValue();
        return new CostView(
                (sum == null ? 0 : sum.turns()) + number(usage, "turns"),
                (sum == null ? 0 : sum.inputTokens()) + number(usage, "inputTokens"),
                (sum == null ? 0 : sum.outputTokens()) + number(usage, "outputTokens"),
                (sum == null ? 0 : sum.costMicros()) + number(usage, "costMicros"),
                sum == null ? whose : leastSure(sum.source(), whose));
    }

    private static long number(JsonNode usage, String name) {
        JsonNode number = usage.get(name);
        return number == null ? 0 : number.getLongValue();
    }

    private Links links(Run run) {
        String self = "/v1/runs/" + run.id();
        return new Links(
                self,
                self + "/events",
                Papers.patch(views, run).isPresent() ? self + "/patch" : null,
                self + "/evidence",
                webUi.of(run.id()));
    }
}
