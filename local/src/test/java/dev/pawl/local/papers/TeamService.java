package dev.pawl.local.papers;

import dev.pawl.local.TestingRepository;
import dev.pawl.local.home.Home;
import dev.pawl.local.model.Script;
import java.io.IOException;
import java.nio.file.Files;

/// What the papers call `team/service`: a program that takes away instead of adding, and who mends it.
final class TeamService {

    /// The agent whom a caller gets who names none.
    static final String AGENT = "recorded:mender";

    /// The line of the patch that mends it.
    static final String MENDED = "+expr \"$1\" + \"$2\"";

    private static final String RECORDING = """
            steps:
              reproduce:
                - edit: {path: test/one.sh, content: 'test "$(sh sum 1 1)" = 2'}
                - done: One and one are two.
              fix:
                - edit: {path: sum, replace: '-', with: '+'}
                - done: It adds.
            """;

    /// Who reports what the paper on HTTP reports finds that the provider takes no key.
    private static final String MODEL = """
            scenes:
              - when: '1 \\+ 1 is shown as 0'
                turns: [{trouble: {refuse: {status: 401}}}]
              - when: Find out why the bug happens
                turns:
                  - result:
                      {status: done, summary: It takes away., cause: sum takes away.,
                       files: [{path: sum, why: It takes away.}], reproduce: sh sum 1 1, risk: None.}
              - when: Show the bug with a test
                turns:
                  - calls: [{Write: {file_path: test/one.sh, content: 'test "$(sh sum 1 1)" = 2'}}]
                  - result: {status: done, summary: One and one are two., tests: [sums.one]}
              - when: Mend the bug
                turns:
                  - calls: [{Bash: {command: 'sed -i s/-/+/ sum', description: mend it}}]
                  - result: {status: done, summary: It adds.}
              - when: Review the change
                turns:
                  - result: {status: done, summary: It adds., verdict: accept, findings: []}
            """;

    private TeamService() {}

    /// Answers with its address, in a folder that the house trusts.
    static String in(Home home) throws IOException, InterruptedException {
        Files.createDirectories(home.agents().resolve("recordings"));
        Files.writeString(home.agents().resolve("recordings/mender.yaml"), RECORDING);
        return TestingRepository.in(home.demo().resolve("service"))
                .write("sum", "expr \"$1\" - \"$2\"\n")
                .write("test/nothing.sh", "test \"$(sh sum 3 0)\" = 3\n")
                .write(".pawl/test", TestingRepository.RUNS_SCRIPTS)
                .commit()
                .url();
    }

    /// What is answered in the model's place.
    static Script model() {
        return Script.of(MODEL);
    }
}
