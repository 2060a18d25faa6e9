package io.plumewatch.sim.device;

import io.plumewatch.wire.hj212.Edition;
import io.plumewatch.wire.hj212.Hj212Command;
import io.plumewatch.wire.hj212.Peer;
import io.plumewatch.wire.hj212.Sm4Content;
import io.plumewatch.wire.hj212.UnitProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an air station is.
 *
 * @param peer number, password and edition, as it sends them
 * @param model the air around it
 * @param profile in whose units it sends
 * @param since from when on it can tell its history when asked
 * @param realTimeInterval how often it sends real-time data, until the host sets another
 * @param minuteInterval length of a period of minute data, until the host sets another
 * @param factorsPerPacket how many factors fit into a packet; more are sent in several
 * @param answerWanted whether data are sent until they are answered
 * @param cipher for the content of 2025; null for plain
 */
public record AirStationSettings(
        Peer peer,
        AirModel model,
        UnitProfile profile,
        Instant since,
        Duration realTimeInterval,
        Duration minuteInterval,
        int factorsPerPacket,
        boolean answerWanted,
        Set<StationHabit> habits,
        StationFaults faults,
        @Nullable Sm4Content cipher) {

    public AirStationSettings {
        habits = habits.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(habits));
        if (factorsPerPacket < 1) {
            throw new IllegalArgumentException("factorsPerPacket is " + factorsPerPacket + " but must be at least 1");
        }
    }

    /** Returns an ordinary station for ambient air that has data from {@code since} on. */
    public static AirStationSettings of(String mn, String password, Edition edition, AirModel model, Instant since) {
        return new AirStationSettings(
                new Peer(Hj212Command.ST_AMBIENT_AIR, password, mn, edition),
                model,
                UnitProfile.byDefault(),
                since,
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                AirModel.FACTORS.size(),
                true,
                Set.of(),
                StationFaults.NONE,
                null);
    }

    /** Returns the same station with other firmware. */
    public AirStationSettings with(StationHabit first, StationHabit... more) {
        return new AirStationSettings(
                peer,
                model,
                profile,
                since,
                realTimeInterval,
                minuteInterval,
                factorsPerPacket,
                answerWanted,
                EnumSet.of(first, more),
                faults,
                cipher);
    }

    /** Returns the same station with faults. */
    public AirStationSettings with(StationFaults others) {
        return new AirStationSettings(
                peer,
                model,
                profile,
                since,
                realTimeInterval,
                minuteInterval,
                factorsPerPacket,
                answerWanted,
                habits,
                others,
                cipher);
    }

    /** Returns the same station that sends in the units of another profile. */
    public AirStationSettings with(UnitProfile other) {
        return new AirStationSettings(
                peer,
                model,
                other,
                since,
                realTimeInterval,
                minuteInterval,
                factorsPerPacket,
                answerWanted,
                habits,
                faults,
                cipher);
    }

    /** Returns the same station that sends at other intervals. */
    public AirStationSettings every(Duration realTime, Duration minute) {
        return new AirStationSettings(
                peer, model, profile, since, realTime, minute, factorsPerPacket, answerWanted, habits, faults, cipher);
    }

    /** Returns the same station that sends so many factors in a packet. */
    public AirStationSettings inPacketsOf(int factors) {
        return new AirStationSettings(
                peer,
                model,
                profile,
                since,
                realTimeInterval,
                minuteInterval,
                factors,
                answerWanted,
                habits,
                faults,
                cipher);
    }

    /** Returns the same station that encrypts content. */
    public AirStationSettings sealedWith(Sm4Content other) {
        return new AirStationSettings(
                peer,
                model,
                profile,
                since,
                realTimeInterval,
                minuteInterval,
                factorsPerPacket,
                answerWanted,
                habits,
                faults,
                other);
    }
}
