package dev.pawl.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.pawl", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_ONLY_THE_GATEWAYS_ADDRESS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "dev.pawl.cli..",
                    "java.lang..",
                    "java.io..",
                    "java.math..",
                    "java.net..",
                    "java.nio..",
                    "java.time..",
                    "java.util..",
                    "com.fasterxml.jackson..",
                    "org.jspecify.annotations..",
                    "picocli..");

    @ArchTest
    static final ArchRule STARTS_NO_PROCESS = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.(ProcessBuilder|Process|Runtime)");

    @ArchTest
    static final ArchRule ONLY_THE_CLIENT_SPEAKS_HTTP = noClasses()
            .that()
            .resideOutsideOfPackage("dev.pawl.cli.client")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");
}
