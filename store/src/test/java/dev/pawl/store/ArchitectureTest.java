package dev.pawl.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.micronaut.data.jdbc.annotation.JdbcRepository;

@AnalyzeClasses(packages = "dev.pawl.store", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_ONLY_ITS_OWN_TRADE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.pawl.store..",
                    "java..",
                    "javax.crypto..",
                    "javax.sql..",
                    "jakarta.annotation..",
                    "jakarta.inject..",
                    "org.jspecify..",
                    "io.micronaut.aop..",
                    "io.micronaut.context..",
                    "io.micronaut.core..",
                    "io.micronaut.data..",
                    "io.micronaut.inject..",
                    "io.micronaut.transaction..",
                    "com.zaxxer.hikari..",
                    "org.flywaydb..",
                    "org.postgresql..",
                    "io.minio..",
                    "okhttp3..");

    @ArchTest
    static final ArchRule MIGRATES_WITHOUT_A_CONTEXT = noClasses()
            .that()
            .resideOutsideOfPackage("dev.pawl.store.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.flywaydb..", "org.postgresql..");

    @ArchTest
    static final ArchRule SPEAKS_S3_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.pawl.store.blob..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.minio..", "okhttp3..");

    @ArchTest
    static final ArchRule LETS_NOBODY_PAST_THE_TENANT =
            classes().that().areAnnotatedWith(JdbcRepository.class).should().notBePublic();

    @ArchTest
    static final ArchRule HAS_NO_CYCLES =
            slices().matching("dev.pawl.store.(*)..").should().beFreeOfCycles();
}
