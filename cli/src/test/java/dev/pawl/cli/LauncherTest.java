package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script at the root, in a checkout of its own with a JDK and a Maven that only say how they were called.
final class LauncherTest {

    private record Printed(int exit, String text) {}

    @TempDir
    Path folder;

    private Path checkout;
    private Path source;

    @BeforeEach
    void layOutACheckout() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a check out"));
        Files.copy(Path.of("..", "pawl"), checkout.resolve("pawl"));
        write(
                "pom.xml",
                "<project>\n  <version>1.2.3</version>\n<module>cli</module>\n<module>local</module>\n</project>\n");
        write(".mvn/jvm.config", "-Xmx1g\n");
        write("cli/pom.xml", "<project/>\n");
        write("local/pom.xml", "<project/>\n");
        source = write("cli/src/main/java/Pawl.java", "class Pawl {}\n");
        write("jdk/release", "JAVA_VERSION=\"25.0.3\"\n");
        program("jdk/bin/java", "case \"$*\" in *AOTCacheOutput*) exit ;; esac; echo \"java $*\"");
        program("jdk/bin/javac", "exit");
        maven("for m in cli local; do mkdir -p $m/target; echo jar >$m/target/pawl-1.2.3.jar; done");
    }

    @Test
    void buildsOnceAndThenHandsOverAtOnce() throws Exception {
        assertThat(pawl("doctor", "--rounds", "2").text())
                .contains("Built Pawl's cli")
                .contains("doctor --rounds 2\n");
        Printed again = pawl("runs");

        assertThat(again.exit()).isZero();
        assertThat(again.text()).doesNotContain("Buil").endsWith("/cli/target/pawl-1.2.3.jar runs\n");
        assertThat(mavenCalls()).singleElement().asString().contains("--projects cli package");
    }

    @Test
    void buildsAgainWhenASourceComesBackOlderOrGoes() throws Exception {
        pawl("runs");
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        Files.createDirectories(checkout.resolve("cli/target/classes"));
        pawl("runs");
        assertThat(mavenCalls()).hasSize(2);
        assertThat(checkout.resolve("cli/target/classes")).doesNotExist();

        Files.delete(source);
        pawl("runs");
        assertThat(mavenCalls()).hasSize(3);
    }

    @Test
    void showsWhatTheCompilerSaidAndWhereTheLogIs() throws Exception {
        maven("echo '[ERROR] COMPILATION ERROR : '; echo \"[ERROR] $PWD/cli/X.java:[1,2] no such symbol\";"
                + " echo '[ERROR] To see the full stack trace'; exit 1");

        Printed failed = pawl("runs");

        assertThat(failed.exit()).isEqualTo(2);
        assertThat(failed.text())
                .isEqualTo("Building Pawl's cli ...\nPawl could not be built:\n  cli/X.java:[1,2] no such symbol\n"
                        + "The whole log is in " + checkout.toRealPath() + "/target/build.log.\n");
    }

    @Test
    void looksAndStopsWithoutABuildOfHalfDoneWork() throws Exception {
        write("local/target/pawl-1.2.3.jar", "jar");
        maven("exit 1");

        assertThat(pawl("down").text()).endsWith("/local/target/pawl-1.2.3.jar down\n");
        assertThat(pawl("status", "--json").exit()).isZero();
        assertThat(mavenCalls()).isEmpty();
    }

    @Test
    void worksThroughALinkFromAnotherFolder() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("my bin"));
        Files.createSymbolicLink(bin.resolve("one"), Path.of("../a check out/pawl"));
        Files.createSymbolicLink(bin.resolve("two"), bin.resolve("one"));

        Printed printed = run(folder, bin.resolve("two").toString(), "version");

        assertThat(printed.exit()).isZero();
        assertThat(printed.text()).endsWith("version\n");
    }

    @Test
    void countsTestsFromTheReports() throws Exception {
        maven("mkdir -p cli/target/surefire-reports; echo '<testsuite name=\"x\" tests=\"7\" errors=\"1\" skipped=\"2\""
                + " failures=\"1\">' >cli/target/surefire-reports/TEST-x.xml");

        Printed printed = pawl("test", "cli");

        assertThat(printed.exit()).isEqualTo(1);
        assertThat(printed.text()).endsWith("3 passed, 2 failed, 2 skipped\n");
    }

    @Test
    void failsWhenNoTestRan() throws Exception {
        write("cli/target/surefire-reports/TEST-of-yesterday.xml", "<testsuite name=\"x\" tests=\"7\" failures=\"0\">");

        Printed printed = pawl("test", "cli");

        assertThat(printed.exit()).isEqualTo(1);
        assertThat(printed.text()).endsWith("0 passed, 0 failed, 0 skipped\nNo test ran.\n");
    }

    @Test
    void namesTheModulesWhenOneIsUnknown() throws Exception {
        Printed printed = pawl("test", "gates");

        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.text()).isEqualTo("There is no module 'gates'.\nThe modules are: cli local\n");
    }

    private Printed pawl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("./pawl"));
        command.addAll(List.of(arguments));
        return run(checkout, command.toArray(String[]::new));
    }

    private Printed run(Path from, String... command) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(from.toFile()).redirectErrorStream(true);
        builder.redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", checkout.resolve("jdk").toString());
        builder.environment().put("PAWL_HOME", folder.resolve("home").toString());
        builder.environment().merge("PATH", checkout + "/bin", (old, bin) -> bin + ":" + old);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Printed(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private List<String> mavenCalls() throws IOException {
        Path calls = checkout.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void maven(String body) throws IOException {
        program("bin/mvn", "echo \"$@\" >>calls\n" + body);
    }

    private void program(String path, String body) throws IOException {
        Path program = write(path, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path write(String path, String text) throws IOException {
        Path file = checkout.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
