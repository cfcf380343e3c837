package dev.pawl.program;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.pawl", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_WHAT_PAWL_DOES = noClasses()
            .that()
            .resideInAPackage("dev.pawl.program..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.temporal..", "java.sql..", "io.minio..", "io.micronaut.http..");
}
