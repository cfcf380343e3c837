package dev.pawl.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.pawl", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_OTHER_ROOM = noClasses()
            .that()
            .resideInAPackage("dev.pawl.local..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of another module of Pawl",
                    (JavaClass other) -> other.getPackageName().startsWith("dev.pawl.")
                            && !other.getPackageName().startsWith("dev.pawl.local")));

    @ArchTest
    static final ArchRule THE_LAUNCHER_LOADS_NO_SERVER = noClasses()
            .that()
            .resideOutsideOfPackages("dev.pawl.local.s3..", "dev.pawl.local.temporal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.gaul..", "io.grpc..", "io.temporal..", "software.amazon..");
}
