package io.plumewatch.enforcement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.plumewatch.enforcement.access.Allow;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the compiler cannot hold us to. */
class ArchitectureTests {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // What an earlier build wrote for Spring is nobody's code.
            .withImportOption(location -> !location.contains("__"))
            .importPackages("io.plumewatch.enforcement");

    /** The way from the log to the case, and from the last review to the referral. */
    private static final String[] ONE_TRANSACTION = {
        "..enforcement.intake..",
        "..enforcement.facts..",
        "..enforcement.assessment..",
        "..enforcement.cases..",
        "..enforcement.blacklist..",
        "..enforcement.referrals..",
        "..enforcement.alerts.."
    };

    @Test
    void effectsOfAReadingHappenInTheTransactionThatMovesTheOffset() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(ONE_TRANSACTION)
                .should()
                .beMetaAnnotatedWith("org.springframework.modulith.events.ApplicationModuleListener")
                .orShould()
                .beMetaAnnotatedWith("org.springframework.transaction.event.TransactionalEventListener")
                .orShould()
                .beMetaAnnotatedWith("org.springframework.scheduling.annotation.Async")
                .because("an effect that is late or in a transaction of its own can be lost while the offset moves on")
                .check(CODE);
    }

    @Test
    void verdictsAreAFunctionOfTheirInputs() {
        noClasses()
                .that(areCodeOf("..enforcement.assessment.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..", "java.sql..", "javax.sql..", "java.io..", "java.nio..", "java.net..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Random|UUID)|java\\.util\\.random\\..*|java\\.util\\.concurrent\\..*")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("a verdict must be repeatable in court from its inputs alone")
                .check(CODE);
    }

    @Test
    void timeComesFromTheClockBean() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("a test must be able to say what time it is")
                .check(CODE);
    }

    @Test
    void queriesAreReadToTheirEnd() {
        noClasses()
                .should()
                .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
                .because("a stream that nobody closes keeps its connection; list().stream() does not")
                .check(CODE);
    }

    @Test
    void everyApiHandlerSaysWhoMayCallIt() {
        methods()
                .that()
                .areMetaAnnotatedWith(RequestMapping.class)
                .and()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(RestController.class)
                .and()
                .areDeclaredInClassesThat()
                .haveSimpleNameNotEndingWith("JwksController")
                .should()
                .beAnnotatedWith(Allow.class)
                .because("a handler without @Allow is refused to everybody; only the public keys are for all")
                .check(CODE);
    }

    @Test
    void controllersStayInsideTheirModule() {
        classes()
                .that(new Annotated())
                .should()
                .bePackagePrivate()
                .because("other modules call a module's interface, never its web face")
                .check(CODE);
    }

    private static DescribedPredicate<JavaClass> areCodeOf(String packages) {
        return JavaClass.Predicates.resideInAPackage(packages)
                .and(DescribedPredicate.not(JavaClass.Predicates.simpleName("package-info")));
    }

    private static final class Annotated extends DescribedPredicate<JavaClass> {

        Annotated() {
            super("are controllers");
        }

        @Override
        public boolean test(JavaClass type) {
            return CanBeAnnotated.Predicates.metaAnnotatedWith("org.springframework.stereotype.Controller")
                    .test(type);
        }
    }
}
