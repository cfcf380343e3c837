package dev.pawl.bare;

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
    static final ArchRule HAS_NOTHING_OF_PAWLS = noClasses()
            .that()
            .resideInAPackage("dev.pawl.bare..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of another module of Pawl",
                    (JavaClass other) -> other.getPackageName().startsWith("dev.pawl.")
                            && !other.getPackageName().startsWith("dev.pawl.bare")));
}
