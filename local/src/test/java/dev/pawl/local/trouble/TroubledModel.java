package dev.pawl.local.trouble;

import dev.pawl.local.model.Answered;
import dev.pawl.local.model.Script;
import dev.pawl.local.model.ScriptedModel;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The model that four agents of each run ask: they mend the same bug, each run in a trouble of its own. It stands
/// outside of the house: what it sold is compared with what the house says was bought.
final class TroubledModel implements AutoCloseable {

    /// What is asked of a model whose price every worker knows: dollars for a million tokens.
    private static final long INPUT_PRICE = 3;

    private static final long OUTPUT_PRICE = 15;

    private final ScriptedModel model;

    private TroubledModel(ScriptedModel model) {
        this.model = model;
    }

    static TroubledModel open(String key, Stream<Trouble> troubles) throws IOException {
        String scenes = troubles.map(TroubledModel::scenes).collect(Collectors.joining());
        return new TroubledModel(
                ScriptedModel.open(0, Script.of("marker: 'case-[a-z]+'\nscenes:\n" + scenes), key, null));
    }

    private static String scenes(Trouble trouble) {
        return """
                      - when: '(?s)Find out why the bug happens.*%1$s\\b'
                        turns:
                          - result:
                              {status: done, summary: It takes away., cause: sum takes away.,
                               files: [{path: sum, why: It takes away.}], reproduce: sh sum 2 3, risk: None.}
                            %2$s
                      - when: '(?s)Show the bug with a test.*%1$s\\b'
                        turns:
                          - calls: [{Write: {file_path: test/two.sh, content: 'test "$(sh sum 2 3)" = 5'}}]
                            %3$s
                          - calls: [{Bash: {command: sh .pawl/look, description: look around}}]
                            %4$s
                          - result: {status: done, summary: Two and three are five., tests: [sums.two]}
                      - when: '(?s)Mend the bug\\. The tests named here.*%1$s\\b'
                        turns:
                          - calls: [{Bash: {command: 'sed -i s/-/+/ sum', description: mend it}}]
                            %5$s
                          - result: {status: done, summary: It adds.}
                      - when: '(?s)Review the change that mends.*%1$s\\b'
                        turns:
                          - result: {status: done, summary: It adds., verdict: accept, findings: []}
                    """.formatted(
                        trouble.marker(), trouble.analyst(), trouble.first(), trouble.second(), trouble.developer());
    }

    String address() {
        return model.address();
    }

    /// Every answer in a run, refusals too.
    List<Answered> answers(Trouble trouble) {
        return model.answers().stream()
                .filter(answered -> answered.conversation().equals(trouble.marker()))
                .toList();
    }

    /// With which status it answered, one after the other.
    List<Integer> statuses(Trouble trouble) {
        return answers(trouble).stream().map(Answered::status).toList();
    }

    /// What it sold and gave to the end, in millionths of a dollar.
    long sold(Trouble trouble) {
        return cost(answers(trouble).stream().filter(Answered::whole));
    }

    /// What the answers would have cost that it did not give to the end.
    long broken(Trouble trouble) {
        return cost(answers(trouble).stream().filter(answered -> !answered.whole()));
    }

    private static long cost(Stream<Answered> answers) {
        return answers.filter(Answered::isSold)
                .mapToLong(answered -> INPUT_PRICE * answered.tokens().input()
                        + OUTPUT_PRICE * answered.tokens().output())
                .sum();
    }

    @Override
    public void close() {
        model.close();
    }
}
