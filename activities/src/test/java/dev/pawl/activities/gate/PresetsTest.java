package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.activities.process.TestingMachine;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.workflows.port.gate.Baseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each preset finds its repository, runs what it says for real, and reads what comes of it.
final class PresetsTest {

    @TempDir
    private Path folder;

    @Test
    void runsMaven() throws IOException {
        assumeTrue(TestingMachine.runs("mvn", "--version"), "NOT RUN: this machine has no mvn");
        try (TestingRepository repository = bare().write("pom.xml", """
                        <project xmlns="http://maven.apache.org/POM/4.0.0">
                          <modelVersion>4.0.0</modelVersion>
                          <groupId>org.example</groupId><artifactId>sums</artifactId><version>1</version>
                          <properties>
                            <maven.compiler.release>17</maven.compiler.release>
                            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                          </properties>
                          <dependencies><dependency>
                            <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
                            <version>%s</version><scope>test</scope>
                          </dependency></dependencies>
                          <build><pluginManagement><plugins>
                            <plugin><artifactId>maven-surefire-plugin</artifactId><version>%s</version></plugin>
                            <plugin><artifactId>maven-compiler-plugin</artifactId><version>%s</version></plugin>
                            <plugin><artifactId>maven-resources-plugin</artifactId><version>%s</version></plugin>
                          </plugins></pluginManagement></build>
                        </project>
                        """.formatted(
                                pinned("junit-bom"),
                                pinned("maven-surefire-plugin"),
                                pinned("maven-compiler-plugin"),
                                pinned("maven-resources-plugin")))
                .write("src/test/java/SumTest.java", """
                        import static org.junit.jupiter.api.Assertions.assertEquals;
                        import org.junit.jupiter.api.Test;
                        class SumTest {
                            @Test void adds() { assertEquals(2, 1 + 1); }
                            @Test void isWrong() { assertEquals(3, 1 + 1); }
                        }
                        """)) {
            Baseline.Measured measured = repository.measured();

            assertThat(measured.summary()).isEqualTo("2 tests, run twice by the preset maven: 1 fail, 0 are flaky.");
        }
    }

    @Test
    void runsPytest() throws IOException {
        assumeTrue(TestingMachine.runs("python3", "-m", "pytest", "--version"), "NOT RUN: this machine has no pytest");
        try (TestingRepository repository =
                bare().write("sums.py", "def add(a, b):\n    return a - b\n").write("tests/test_sums.py", """
                        from sums import add

                        def test_zero():
                            assert add(1, 0) == 1

                        def test_adds():
                            assert add(1, 1) == 2
                        """)) {
            assertThat(repository.measure("tests.test_sums.test_adds"))
                    .isInstanceOfSatisfying(Baseline.Measured.class, measured -> {
                        assertThat(measured.summary())
                                .isEqualTo("2 tests, run twice by the preset pytest: 1 fail, 0 are flaky.");
                        assertThat(measured.alreadyRed()).hasSize(1);
                    });
        }
    }

    /// Maven fetches from the machine's network, and Python may be installed in somebody's home.
    private TestingRepository bare() throws IOException {
        return TestingRepository.empty(folder, TestingWorkshop.BARE);
    }

    /// The versions that this build itself uses, so that they are at hand.
    private static String pinned(String artifact) throws IOException {
        Matcher version = Pattern.compile("<artifactId>" + artifact + "</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("../pom.xml")));
        if (!version.find()) {
            throw new IOException("the build names no version of " + artifact);
        }
        return version.group(1);
    }
}
