package dev.pawl.activities.gate;

import dev.pawl.activities.gate.TestResult.How;
import dev.pawl.activities.process.Plain;
import dev.pawl.activities.process.Secret;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads JUnit XML that anybody may have written: no document type, nothing from outside, nothing deep, nothing cut.
final class JunitReport {

    private static final int DEEPEST = 32;
    private static final int MOST_TESTS = 200_000;
    private static final int LONGEST_ID = 300;
    private static final int LONGEST_MESSAGE = 500;

    private final Map<String, TestResult> results = new LinkedHashMap<>();
    private final Deque<Suite> suites = new ArrayDeque<>();
    private @Nullable String test;
    private TestResult result = new TestResult(How.PASSED, null);
    private int tests;

    private JunitReport() {}

    private static final class Suite {
        private final int said;
        private int found;

        Suite(int said) {
            this.said = said;
        }
    }

    /// Every test by its id and how it went. Reading ends before the first thing that is not to be believed.
    static Map<String, TestResult> read(InputStream xml) throws UnreadableReportException {
        JunitReport report = new JunitReport();
        try {
            report.take(factory().createXMLStreamReader(xml));
        } catch (XMLStreamException e) {
            throw new UnreadableReportException("it is cut or broken: "
                    + Plain.text(String.valueOf(e.getMessage()), 200).replace('\n', ' '));
        }
        return report.results;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    private void take(XMLStreamReader xml) throws XMLStreamException, UnreadableReportException {
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new UnreadableReportException("it has a document type, which no report needs");
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    requireNotTooDeep(depth);
                    begin(xml, depth == 1);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    end(xml.getLocalName());
                }
                default -> {}
            }
        }
    }

    private static void requireNotTooDeep(int depth) throws UnreadableReportException {
        if (depth > DEEPEST) {
            throw new UnreadableReportException("its elements lie more than %d deep".formatted(DEEPEST));
        }
    }

    private void begin(XMLStreamReader xml, boolean root) throws UnreadableReportException {
        String name = xml.getLocalName();
        if (root && !name.equals("testsuites") && !name.equals("testsuite")) {
            throw new UnreadableReportException(
                    "it is no JUnit XML: it begins with <%s>".formatted(Plain.text(name, 40)));
        }
        switch (name) {
            case "testsuites", "testsuite" -> suites.push(new Suite(number(xml.getAttributeValue(null, "tests"))));
            case "testcase" -> {
                test = id(xml);
                result = new TestResult(How.PASSED, null);
            }
            case "failure", "error" -> failed(xml);
            case "skipped" -> {
                if (result.how() == How.PASSED) {
                    result = new TestResult(How.SKIPPED, null);
                }
            }
            default -> {}
        }
    }

    private void failed(XMLStreamReader xml) throws UnreadableReportException {
        String message = Objects.requireNonNullElse(xml.getAttributeValue(null, "message"), "");
        if (message.equals("collection failure")) {
            throw UnreadableReportException.unloaded(Plain.text(String.valueOf(test), 200));
        }
        if (test != null) {
            result = new TestResult(How.FAILED, Plain.text(Secret.hidden(message), LONGEST_MESSAGE));
        }
    }

    private void end(String name) throws UnreadableReportException {
        switch (name) {
            case "testcase" -> {
                results.merge(String.valueOf(test), result, TestResult::worse);
                suites.forEach(suite -> suite.found++);
                test = null;
                tests++;
                if (tests > MOST_TESTS) {
                    throw new UnreadableReportException("it names more than %,d tests".formatted(MOST_TESTS));
                }
            }
            case "testsuites", "testsuite" -> {
                Suite suite = suites.pop();
                if (suite.found < suite.said) {
                    throw new UnreadableReportException(
                            "it says that %d tests ran, and names %d".formatted(suite.said, suite.found));
                }
            }
            default -> {}
        }
    }

    private static String id(XMLStreamReader xml) throws UnreadableReportException {
        String type = Objects.requireNonNullElse(xml.getAttributeValue(null, "classname"), "");
        String name = Objects.requireNonNullElse(xml.getAttributeValue(null, "name"), "");
        if (name.isBlank()) {
            throw new UnreadableReportException("it holds a test without a name");
        }
        String id = Plain.text(type.isBlank() ? name : type + "." + name, Integer.MAX_VALUE)
                .replace('\n', ' ');
        return id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID) + "~" + digest(id);
    }

    private static String digest(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static int number(@Nullable String said) {
        return said != null && said.matches("[0-9]{1,7}") ? Integer.parseInt(said) : 0;
    }
}
