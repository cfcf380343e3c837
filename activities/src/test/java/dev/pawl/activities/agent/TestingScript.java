package dev.pawl.activities.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.activities.broker.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model answers, turn by turn; which one is due is read from the request.
final class TestingScript {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Turn> turns = new ArrayList<>();
    private final Map<Integer, Spent> spent = new HashMap<>();
    private final List<Integer> kept = new ArrayList<>();
    private Duration pause = Duration.ZERO;
    private Broker.@Nullable Halt halt;
    private boolean beside;

    /// One answer.
    ///
    /// @param tool which tool it uses; absent, it says its words alone, or breaks down where it has none
    record Turn(@Nullable String text, @Nullable String tool, String input, Duration pause) {

        boolean breaksDown() {
            return text == null && tool == null;
        }
    }

    /// What was used up until a turn.
    record Spent(long turns, long costMicros) {}

    static TestingScript of(Act... acts) {
        TestingScript script = new TestingScript();
        for (Act act : acts) {
            script.add(act);
        }
        return script;
    }

    /// From its last turn on the broker lets nothing through any more.
    TestingScript halted(Broker.Halt why) {
        halt = why;
        return this;
    }

    /// So is a request beside the agent's last turn, which is answered.
    TestingScript haltedBeside(Broker.Halt why) {
        beside = true;
        return halted(why);
    }

    boolean isBeside() {
        return beside;
    }

    Broker.@Nullable Halt halt(int number) {
        return number >= turns.size() - 1 ? halt : null;
    }

    TestingScript then(Act act) {
        add(act);
        return this;
    }

    TestingScript run(String shell) {
        return turn(null, "Bash", Map.of("command", shell, "description", "a step"));
    }

    /// A turn that uses no tool.
    TestingScript words(String text) {
        return turn(text, null, Map.of());
    }

    private void add(Act act) {
        switch (act) {
            case Act.Say(String text) -> turn(text, "Bash", Map.of("command", "true", "description", "nothing"));
            case Act.Change(String path, String word, String other) ->
                run("grep -q %2$s %1$s || exit 8; sed -i s/%2$s/%3$s/ %1$s".formatted(path, word, other));
            case Act.Spend(long more, long cost) ->
                spent.merge(
                        turns.size(),
                        new Spent(more, cost),
                        (one, two) -> new Spent(one.turns() + two.turns(), one.costMicros() + two.costMicros()));
            case Act.Keep() -> kept.add(turns.size());
            case Act.Pause(Duration time) -> pause = time;
            case Act.Done(String summary) ->
                turn(null, "StructuredOutput", Map.of("status", "done", "summary", summary));
            case Act.Decline(String reason) ->
                turn(null, "StructuredOutput", Map.of("status", "declined", "summary", reason));
            case Act.Crash() -> turn(null, null, Map.of());
        }
    }

    private TestingScript turn(@Nullable String text, @Nullable String tool, Map<String, Object> input) {
        turns.add(new Turn(text, tool, JSON.valueToTree(input).toString(), pause));
        pause = Duration.ZERO;
        return this;
    }

    Turn turn(int number) {
        return turns.get(Math.min(number, turns.size() - 1));
    }

    @Nullable
    Spent spentUntil(int number) {
        return spent.get(number);
    }

    boolean isKept(int number) {
        return kept.contains(number);
    }
}
