package dev.pawl.temporal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.pawl.temporal", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule NEITHER_POLLS_NOR_LISTENS_NOR_SPEAKS_SQL = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.temporal.worker..",
                    "io.micronaut.http..",
                    "com.sun.net.httpserver..",
                    "java.sql..",
                    "io.minio..");

    @ArchTest
    static final ArchRule STARTS_NO_PROCESS =
            noClasses().should().dependOnClassesThat().haveNameMatching("java\\.lang\\.Process(Builder)?");
}
