package dev.pawl.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.pawl", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_OTHER_ROOM = noClasses()
            .that()
            .resideInAPackage("dev.pawl.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.temporal..", "io.micronaut.http..");
}
