package dev.pawl.activities;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.pawl.activities", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_STORY_AND_NO_PROGRAM = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.pawl.workflows.lifecycle..",
                    "dev.pawl.workflows.stage..",
                    "dev.pawl.program..",
                    "dev.pawl.temporal..",
                    "io.temporal.worker..",
                    "io.temporal.client..");

    @ArchTest
    static final ArchRule NEITHER_LISTENS_NOR_SPEAKS_SQL = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut.http.server..", "com.sun.net.httpserver..", "java.sql..", "io.minio..");
}
