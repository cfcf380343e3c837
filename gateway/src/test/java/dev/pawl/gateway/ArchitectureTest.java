package dev.pawl.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.pawl.gateway.access.Needs;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;

@AnalyzeClasses(packages = "dev.pawl.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_CONTRACTS_BUT_NO_STORIES = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("dev\\.pawl\\.workflows\\.lifecycle\\..*Workflow")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.pawl.workflows.stage..", "dev.pawl.activities..", "dev.pawl.worker..");

    @ArchTest
    static final ArchRule NEITHER_POLLS_NOR_SPEAKS_SQL_NOR_STARTS_PROCESSES = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.temporal.worker..",
                    "java.sql..",
                    "io.minio..",
                    "java.net.http..",
                    "javax.sql..",
                    "io.micronaut.data..",
                    "com.zaxxer..",
                    "okhttp3..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.Process(Builder)?");

    @ArchTest
    static final ArchRule SAYS_WHAT_EACH_ROUTE_NEEDS = methods()
            .that()
            .areAnnotatedWith(Get.class)
            .or()
            .areAnnotatedWith(Post.class)
            .or()
            .areAnnotatedWith(Delete.class)
            .and()
            .doNotHaveName("decodeLocally")
            .should()
            .beAnnotatedWith(Needs.class);
}
