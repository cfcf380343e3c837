package dev.pawl.workflows;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.net.URISyntaxException;

@AnalyzeClasses(packages = "dev.pawl.workflows", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule TOUCHES_NOTHING_OF_THE_WORLD = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.<JavaClass>not(
                            JavaClass.Predicates.belongToAnyOf(URI.class, URISyntaxException.class))
                    .and(JavaClass.Predicates.resideOutsideOfPackages(
                            "dev.pawl.workflows..",
                            "io.temporal..",
                            "java.lang..",
                            "java.time..",
                            "java.util..",
                            "java.math..",
                            "java.nio.charset..",
                            "java.security..",
                            "javax.crypto..",
                            "com.fasterxml.jackson.annotation..",
                            "org.jspecify.annotations..",
                            "org.slf4j..")));

    /// Who decided is checked where the decision is taken: the one place that counts signatures.
    @ArchTest
    static final ArchRule CHECKS_SIGNATURES_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.pawl.workflows.port.decision")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.crypto..", "java.security..");

    @ArchTest
    static final ArchRule STARTS_NO_THREADS_AND_READS_NO_ENVIRONMENT = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.lang\\.(Thread|Runtime|Process|ProcessBuilder|System)|java\\.util\\.concurrent\\..*|java\\.util\\.(Random|Timer)");

    @ArchTest
    static final ArchRule READS_NO_CLOCK_AND_ROLLS_NO_DICE = noClasses()
            .should()
            .callMethodWhere(target(owner(resideInAPackage("java.time.."))).and(target(nameMatching("now|system.*"))))
            .orShould()
            .callMethodWhere(target(nameMatching("random|randomUUID")))
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.util\\.(Date|Calendar|random\\..*|.*Random.*)|java\\.time\\.(Clock|InstantSource)");

    @ArchTest
    static final ArchRule GOES_FROM_LIFECYCLE_TO_STAGE_TO_PORT = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("lifecycle")
            .definedBy("dev.pawl.workflows.lifecycle..")
            .layer("stage")
            .definedBy("dev.pawl.workflows.stage..")
            .layer("port")
            .definedBy("dev.pawl.workflows.port..")
            .whereLayer("lifecycle")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("stage")
            .mayOnlyBeAccessedByLayers("lifecycle");
}
