package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.gate.TestResult.How;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

final class JunitReportTest {

    @Test
    void readsHowEveryTestWent() throws UnreadableReportException {
        assertThat(read("""
                <?xml version="1.0"?>
                <testsuites><testsuite tests="4">
                  <testcase classname="a.B" name="green"/>
                  <testcase classname="a.B" name="red"><failure message="1 is not 2">at a.B</failure></testcase>
                  <testcase classname="a.B" name="dead"><error message="boom"/></testcase>
                  <testcase name="alone"><skipped/></testcase>
                </testsuite></testsuites>"""))
                .isEqualTo(Map.of(
                        "a.B.green", new TestResult(How.PASSED, null),
                        "a.B.red", new TestResult(How.FAILED, "1 is not 2"),
                        "a.B.dead", new TestResult(How.FAILED, "boom"),
                        "alone", new TestResult(How.SKIPPED, null)));
    }

    @Test
    void letsTheWorstCountWhereATestIsNamedTwice() throws UnreadableReportException {
        assertThat(read("""
                <testsuite><testcase name="a"/><testcase name="a"><failure/></testcase><testcase name="a"/></testsuite>""")).containsExactly(Map.entry("a", new TestResult(How.FAILED, "")));
    }

    @Test
    void takesNoSkipForAnExcuse() throws UnreadableReportException {
        assertThat(read("<testsuite><testcase name='a'><failure/><skipped/></testcase></testsuite>"))
                .containsExactly(Map.entry("a", new TestResult(How.FAILED, "")));
        assertThat(read("<testsuite><testcase name='a'><skipped/><error/></testcase></testsuite>"))
                .containsExactly(Map.entry("a", new TestResult(How.FAILED, "")));
    }

    @Test
    void tellsTestsWithLongNamesApart() throws UnreadableReportException {
        String name = "n".repeat(400);

        assertThat(read("<testsuite><testcase name='%s1'/><testcase name='%1$s2'/></testsuite>".formatted(name)))
                .hasSize(2)
                .allSatisfy((id, _) -> assertThat(id).hasSizeLessThan(320));
    }

    @Test
    void showsNoSecretThatAFailureSays() throws UnreadableReportException {
        String token = "gh" + "p_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5";

        assertThat(read("<testsuite><testcase name='a'><failure message='not %s'/></testcase></testsuite>"
                        .formatted(token)))
                .containsExactly(Map.entry("a", new TestResult(How.FAILED, "not [a token of GitHub]")));
    }

    @Test
    void refusesWhatProvesNothing() {
        assertThat(refusal("")).contains("cut or broken");
        assertThat(refusal("<testsuite><testcase name='a'/>")).contains("cut or broken");
        assertThat(refusal("<html/>")).contains("no JUnit XML");
        assertThat(refusal("<testsuite tests='3'><testcase name='a'/></testsuite>"))
                .contains("3 tests ran, and names 1");
        assertThat(refusal("<testsuite><testcase/></testsuite>")).contains("without a name");
        assertThat(refusal("<testsuite>".repeat(40) + "</testsuite>".repeat(40)))
                .contains("deep");
        assertThat(refusal("<testsuite " + "a".repeat(200_000) + "='1'/>")).contains("cut or broken");
        assertThat(refusal(
                        "<testsuite><testcase name='m'><error message='collection failure'/></testcase></testsuite>"))
                .contains("could not be loaded");
    }

    @Test
    void opensNothingThatAReportNames(@TempDir Path folder)
            throws IOException, ParserConfigurationException, SAXException {
        Path secret = Files.writeString(folder.resolve("secret"), "the-secret");
        String trap =
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"%s\">]><testsuite><testcase name=\"a\"><failure>&b;</failure></testcase></testsuite>"
                        .formatted(secret.toUri());

        assertThat(refusal(trap)).contains("document type").doesNotContain("the-secret");
        assertThat(readWithoutCare(trap)).contains("the-secret");
    }

    @Test
    void laughsAtNoBillion() {
        StringBuilder trap = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            trap.append(
                    "<!ENTITY l%d \"%s\">".formatted(i, "&l%d;".formatted(i - 1).repeat(10)));
        }
        assertThat(refusal(trap + "]><testsuite><testcase name=\"&l11;\"/></testsuite>"))
                .isNotEmpty();
    }

    /// The control: what a parser does that nobody told otherwise.
    private static String readWithoutCare(String xml) throws IOException, ParserConfigurationException, SAXException {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(stream(xml))
                .getDocumentElement()
                .getTextContent();
    }

    private static String refusal(String xml) {
        Throwable[] thrown = new Throwable[1];
        assertThatThrownBy(() -> read(xml))
                .isInstanceOf(UnreadableReportException.class)
                .satisfies(failure -> thrown[0] = failure);
        return String.valueOf(thrown[0].getMessage());
    }

    private static Map<String, TestResult> read(String xml) throws UnreadableReportException {
        return JunitReport.read(stream(xml));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
