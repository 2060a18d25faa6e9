package io.plumewatch.wire;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the shared jar promises to those who put it on their class path. */
class ArchitectureTests {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.plumewatch.wire");

    private static final Set<String> CLOCK_READERS =
            Set.of("now", "currentTimeMillis", "nanoTime", "instant", "millis");

    @Test
    void knowsNoFrameworkAndNoClientLibrary() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.plumewatch.wire..",
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "io.netty.buffer..",
                        "tools.jackson..",
                        "com.fasterxml.jackson.annotation..",
                        "org.bouncycastle.."))
                .because("gateway, service and simulator share this jar and nothing that it would drag along")
                .check(CODE);
    }

    @Test
    void readsNoClock() {
        noClasses()
                .should()
                .accessTargetWhere(describe("reads the clock", ArchitectureTests::readsTheClock))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(InstantSource.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .because("the same bytes must mean the same thing tomorrow")
                .check(CODE);
    }

    @Test
    void doesNoInputOrOutput() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "java.util.concurrent..")
                .because("formats are pure functions between bytes and records")
                .check(CODE);
    }

    @Test
    void keepsBuffersOutOfWhatTheServiceReads() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.plumewatch.wire.rs..",
                        "io.plumewatch.wire.sighting..",
                        "io.plumewatch.wire.log..",
                        "io.plumewatch.wire.plate..",
                        "io.plumewatch.wire.vin..",
                        "io.plumewatch.wire.projection..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .because("only the cutters of byte streams need buffers")
                .check(CODE);
    }

    @Test
    void cutsWithoutKnowingWhatIsInAFrame() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("FrameCutter")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Decoder")
                .because("framing knows lengths and check bytes, no fields")
                .check(CODE);
    }

    @Test
    void hasNoCycleBetweenPackages() {
        SlicesRuleDefinition.slices()
                .matching("io.plumewatch.wire.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        String owner = access.getTarget().getOwner().getName();
        return CLOCK_READERS.contains(access.getTarget().getName())
                && (owner.startsWith("java.time.") || owner.equals("java.lang.System"));
    }
}
