package io.plumewatch.enforcement.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log is read.
 *
 * @param enabled whether this instance reads the log at all
 * @param logKeys keys with which gateways seal their entries, {@code gateway-id=key,…}; empty = no seal is asked for
 * @param batch most entries of a stream in one transaction, 1..10000
 * @param readWait how long a read waits for entries; a shorter one only costs more round trips
 * @param pause how long a lane rests when its database or Redis is away
 * @param hold after what time a stream that was stopped is looked at again
 * @param watch how often lag and gaps are looked for and the streams trimmed
 * @param keepEvidence how long evidence and sightings stay in the log after they took effect
 * @param keepTelemetry the same for telemetry
 * @param parkedEntries most entries without a valid seal or envelope that are kept a stream, sender and hour, 1..1000000
 * @param parkedBytes most bytes of them, 64 KiB..1 GiB
 * @param hungAfter how long an instance that holds a stream may do nothing before another one goes on, 1 s..1 min
 * @param failuresInARow how many entries of a stream, one after the other, may be parked because our own code failed;
 *     each further one is tried again after {@code hold} first, 1..1000
 * @param giveWay how long telemetry waits at most for evidence that is taking effect, 0..1 s
 */
@ConfigurationProperties("plumewatch.intake")
record IntakeSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("") String logKeys,
        @DefaultValue("256") int batch,
        @DefaultValue("2s") Duration readWait,
        @DefaultValue("250ms") Duration pause,
        @DefaultValue("10s") Duration hold,
        @DefaultValue("10s") Duration watch,
        @DefaultValue("48h") Duration keepEvidence,
        @DefaultValue("1h") Duration keepTelemetry,
        @DefaultValue("20000") int parkedEntries,
        @DefaultValue("33554432") int parkedBytes,
        @DefaultValue("3s") Duration hungAfter,
        @DefaultValue("5") int failuresInARow,
        @DefaultValue("50ms") Duration giveWay) {

    IntakeSettings {
        if (batch < 1 || batch > 10_000) {
            throw new IllegalArgumentException("plumewatch.intake.batch is " + batch + " but must be 1..10000");
        }
        within("parked-entries", parkedEntries, 1, 1_000_000);
        within("parked-bytes", parkedBytes, 1 << 16, 1 << 30);
        within("hung-after, in ms,", (int) Math.min(Integer.MAX_VALUE, hungAfter.toMillis()), 1_000, 60_000);
        within("failures-in-a-row", failuresInARow, 1, 1_000);
        within("give-way, in ms,", (int) Math.min(Integer.MAX_VALUE, giveWay.toMillis()), 0, 1_000);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "plumewatch.intake." + name + " is " + value + " but must be " + least + ".." + most);
        }
    }

    @Override
    public String toString() {
        return "IntakeSettings[enabled=" + enabled + ", batch=" + batch + "]";
    }

    /** Longest time that a command may take: a read waits by itself. */
    Duration commandTimeout() {
        return readWait.plusSeconds(3);
    }
}
