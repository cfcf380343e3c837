package dev.pawl.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.pawl.worker", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule ONLY_POLLS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.micronaut.http.server..",
                    "com.sun.net.httpserver..",
                    "java.sql..",
                    "java.net.http..",
                    "javax.sql..",
                    "io.micronaut.data..",
                    "com.zaxxer..",
                    "okhttp3..",
                    "io.minio..",
                    "dev.pawl.gateway..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.(Process(Builder)?|Runtime)|java\\.net\\.(Server)?Socket");
}
