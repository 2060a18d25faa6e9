package io.plumewatch.gateway;

import io.plumewatch.gateway.instrument.InstrumentPoller;
import io.plumewatch.gateway.log.Durability;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.log.RedisReadingLog;
import io.plumewatch.gateway.mqtt.MqttIntake;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.projection.RedisDevices;
import io.plumewatch.gateway.quarantine.RedisQuarantine;
import io.plumewatch.wire.log.EntryKind;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What must be there before this gateway takes readings; together they are the readiness. */
@Configuration(proxyBeanMethods = false)
class Readiness {

    @Bean
    HealthIndicator evidenceLog(ReadingLog log) {
        return () -> health(log.writable(EntryKind.PASS));
    }

    @Bean
    HealthIndicator telemetryLog(ReadingLog log) {
        return () -> health(log.writable(EntryKind.OBD));
    }

    /** No part of the readiness: a log that is known to be not durable is not writable, unless that is allowed. */
    @Bean
    HealthIndicator logDurability(RedisReadingLog log) {
        return () -> {
            Durability durability = log.durability();
            Health.Builder health = switch (durability.state()) {
                case DURABLE -> Health.up();
                case UNKNOWN -> Health.unknown();
                case NOT_DURABLE -> Health.status("NOT_DURABLE");
            };
            return health.withDetail("durability", durability.detail()).build();
        };
    }

    /** No part of the readiness: what is refused must not keep out what is good. */
    @Bean
    HealthIndicator quarantineWriter(RedisQuarantine quarantine) {
        return () -> health(quarantine.alive());
    }

    @Bean
    HealthIndicator projection(Devices devices) {
        return () -> health(devices.present());
    }

    /** No part of the readiness: a value that somebody tampered with keeps nobody else's readings out. */
    @Bean
    HealthIndicator projectionSeal(RedisDevices devices) {
        return () -> devices.tampered()
                ? Health.status("UNVERIFIED").build()
                : Health.up().build();
    }

    /** No part of the readiness: what is measured now is still taken, or comes again. */
    @Bean
    HealthIndicator ownClock(RedisReadingLog log) {
        return () -> log.clockIsSetBack()
                ? Health.status("SET_BACK").build()
                : Health.up().build();
    }

    @Bean
    HealthIndicator mqtt(MqttIntake intake) {
        return () -> health(intake.subscribed());
    }

    /** No part of the readiness: instruments that cannot be polled keep nobody else's readings out. */
    @Bean
    HealthIndicator instruments(InstrumentPoller poller) {
        return () -> poller.trouble().isEmpty()
                ? Health.up().build()
                : Health.status("FILE_REFUSED").build();
    }

    private static Health health(boolean up) {
        return up ? Health.up().build() : Health.down().build();
    }
}
