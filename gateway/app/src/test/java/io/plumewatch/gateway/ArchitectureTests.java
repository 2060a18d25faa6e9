package io.plumewatch.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** The gateway's shape, executable. */
class ArchitectureTests {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // What an earlier build wrote for Spring is nobody's code.
            .withImportOption(location -> !location.contains("__"))
            .importPackages("io.plumewatch.gateway");

    @Test
    void onlyTheMqttFolderKnowsPaho() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..gateway.mqtt..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.paho..")
                .because("the next MQTT client is a change of one folder")
                .check(CODE);
    }

    @Test
    void onlyTheInstrumentFolderKnowsTheModbusLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..gateway.instrument..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.ghgande..")
                .because("the next Modbus library is a change of one folder")
                .check(CODE);
    }

    @Test
    void onlyTheEdgesToRedisKnowLettuce() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "..gateway.redis..",
                        "..gateway.log..",
                        "..gateway.projection..",
                        "..gateway.quarantine..",
                        "..gateway.chip..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.lettuce..")
                .because("protocols see a log, not a client library")
                .check(CODE);
    }

    @Test
    void onlyTheTcpFoldersKnowNetty() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "..gateway.obd..", "..gateway.hj212..", "..gateway.instrument..", "..gateway.tcp..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .because("sockets belong to the protocol that opens them")
                .check(CODE);
    }

    @Test
    void nobodyReadsAHiddenClock() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("the time is an argument or comes from the one clock of the wiring")
                .check(CODE);
    }

    @Test
    void protocolsDoNotKnowOneAnother() {
        noClasses()
                .that()
                .resideInAnyPackage("..gateway.mqtt..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..gateway.obd..", "..gateway.hj212..", "..gateway.http..")
                .check(CODE);
        noClasses()
                .that()
                .resideInAnyPackage("..gateway.obd..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..gateway.mqtt..", "..gateway.hj212..", "..gateway.http..")
                .check(CODE);
        noClasses()
                .that()
                .resideInAnyPackage("..gateway.hj212..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..gateway.mqtt..", "..gateway.obd..", "..gateway.http..")
                .check(CODE);
        noClasses()
                .that()
                .resideInAnyPackage("..gateway.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..gateway.mqtt..", "..gateway.obd..", "..gateway.hj212..", "..gateway.instrument..")
                .check(CODE);
        noClasses()
                .that()
                .resideInAnyPackage("..gateway.instrument..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..gateway.mqtt..", "..gateway.obd..", "..gateway.hj212..", "..gateway.http..")
                .check(CODE);
    }

    @Test
    void packagesFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching("io.plumewatch.gateway.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    @Test
    void pipelinesAreBuiltByHand() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..gateway.mqtt..",
                        "..gateway.obd..",
                        "..gateway.hj212..",
                        "..gateway.tcp..",
                        "..gateway.log..",
                        "..gateway.redis..",
                        "..gateway.photo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.stereotype..",
                        "org.springframework.context..",
                        "org.springframework.beans..")
                .because("Spring is the outside; reading Gateway is reading the object graph")
                .check(CODE);
    }
}
