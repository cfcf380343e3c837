package dev.pawl.activities;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.temporal.client.ActivityCompletionException;

@AnalyzeClasses(packages = "dev.pawl.activities", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_STORY_AND_NO_PROGRAM = noClasses()
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                            "dev.pawl.workflows.lifecycle..",
                            "dev.pawl.workflows.stage..",
                            "dev.pawl.program..",
                            "dev.pawl.temporal..",
                            "io.temporal.worker..",
                            "io.temporal.client..")
                    // Why an activity is to stop: Temporal says it with these.
                    .and(DescribedPredicate.not(JavaClass.Predicates.assignableTo(ActivityCompletionException.class))));

    /// Programs are started in one room, by one thread.
    @ArchTest
    static final ArchRule STARTS_PROGRAMS_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.pawl.activities.process")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ProcessBuilder.class)
            .orShould()
            .callMethodWhere(DescribedPredicate.describe(
                    "start a program",
                    call -> call.getTarget().getOwner().isEquivalentTo(Runtime.class)
                            && call.getTarget().getName().equals("exec")));

    @ArchTest
    static final ArchRule NEITHER_LISTENS_NOR_SPEAKS_SQL = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut.http.server..", "com.sun.net.httpserver..", "java.sql..", "io.minio..");

    /// Agents ask for models in one room, and that is the one which holds the keys.
    @ArchTest
    static final ArchRule SPEAKS_TO_MODELS_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.pawl.activities.broker")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "java.net.http..");
}
