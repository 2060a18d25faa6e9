package io.plumewatch.enforcement.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the intake of this instance together. */
@Configuration
class IntakeConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeConfiguration.class);

    @Bean
    IntakeState intakeState(MeterRegistry metrics) {
        return new IntakeState(metrics);
    }

    @Bean
    Effects effects(
            TransactionTemplate transaction,
            Offsets offsets,
            RejectedEntries rejected,
            ParkedEntries parked,
            ObjectProvider<EntryHandler> handlers) {
        return new Effects(
                transaction, offsets, rejected, parked, handlers.orderedStream().toList());
    }

    @Bean
    IntakeLifecycle intakeLifecycle(
            IntakeSettings settings,
            Offsets offsets,
            Effects effects,
            IntakeState state,
            Clock clock,
            ObjectProvider<Profiles> profiles,
            @Value("${plumewatch.redis.uri}") String evidenceUri,
            @Value("${plumewatch.redis.telemetry-uri}") String telemetryUri) {
        if (!Seals.of(settings.logKeys()).any()) {
            LOG.warn(
                    "entries of the log need no seal: set PLUMEWATCH_LOG_KEYS here and PLUMEWATCH_LOG_KEY at gateways");
        }
        return new IntakeLifecycle(settings.enabled(), () -> {
            var intake = new Intake(settings, offsets, effects, state, clock);
            var ours = new HashMap<String, String>();
            profiles.forEach(some -> ours.putAll(some.digests()));
            intake.readAll(evidenceUri, telemetryUri, new ProfileWatch(ours, Seals.of(settings.logKeys())));
            return intake;
        });
    }
}
