package io.plumewatch.gateway.obd;

import io.plumewatch.gateway.settings.Bounds;
import io.plumewatch.wire.obd.AckMode;
import io.plumewatch.wire.obd.ObdProfile;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the intake of OBD terminals.
 *
 * @param bind address to listen on
 * @param port 0..65,535; 0 = any free one
 * @param trustedNetworks networks (CIDR) from which VIN and ICCID as filed make a session ENROLLED
 * @param connections most connections at once, 1..200,000
 * @param vinsPerConnection most VINs that one connection may speak for, 1..10,000
 * @param idle how long a connection may be silent, 1 s..1 h
 * @param halfFrame how long a begun frame may take, 0.1 s..10 min
 * @param connectionBytes bytes of one connection on their way to the log before it is read no further, 4 KiB..64 MiB
 * @param totalBytes the same for all connections together, 1 MiB..1 GiB
 * @param bufferedBytes bytes of half frames held for all connections together, 1 MiB..1 GiB; who exceeds it is closed
 * @param badFrames consecutive frames with a wrong check byte that close a connection, 1..1,000
 * @param badBytes bytes without a good frame that close a connection, 1 KiB..64 MiB
 * @param claimedBytesPerSecond bytes of frames that nobody vouches for (trust CLAIMED, or refused) which one connection
 *     may send in the long run, 256 B..64 MiB; beyond that it is read more slowly
 * @param claimedBurstBytes the same at once, 64 KiB..1 GiB; a stored week of a terminal is about 40 MiB
 * @param ackMode profile ({@code P1} .. {@code P4}) → what its terminals get where it differs from the profile's own
 * @param tls the second port, with certificates
 */
@ConfigurationProperties("plumewatch.obd")
public record ObdSettings(
        @DefaultValue("127.0.0.1") String bind,
        @DefaultValue("17691") int port,
        @DefaultValue("127.0.0.0/8") List<String> trustedNetworks,
        @DefaultValue("20000") int connections,
        @DefaultValue("100") int vinsPerConnection,
        @DefaultValue("180s") Duration idle,
        @DefaultValue("30s") Duration halfFrame,
        @DefaultValue("262144") int connectionBytes,
        @DefaultValue("25165824") int totalBytes,
        @DefaultValue("33554432") int bufferedBytes,
        @DefaultValue("10") int badFrames,
        @DefaultValue("65536") int badBytes,
        @DefaultValue("16384") int claimedBytesPerSecond,
        @DefaultValue("1048576") int claimedBurstBytes,
        @DefaultValue Map<String, AckMode> ackMode,
        @DefaultValue ObdTlsSettings tls) {

    public ObdSettings {
        trustedNetworks = List.copyOf(trustedNetworks);
        Bounds.present("plumewatch.obd.bind", bind);
        Bounds.within("plumewatch.obd.port", port, 0, 65_535);
        Bounds.within("plumewatch.obd.connections", connections, 1, 200_000);
        Bounds.within("plumewatch.obd.vins-per-connection", vinsPerConnection, 1, 10_000);
        Bounds.within("plumewatch.obd.idle", idle, Duration.ofSeconds(1), Duration.ofHours(1));
        Bounds.within("plumewatch.obd.half-frame", halfFrame, Duration.ofMillis(100), Duration.ofMinutes(10));
        Bounds.within("plumewatch.obd.connection-bytes", connectionBytes, 1 << 12, 1 << 26);
        Bounds.within("plumewatch.obd.total-bytes", totalBytes, 1 << 20, 1 << 30);
        Bounds.within("plumewatch.obd.buffered-bytes", bufferedBytes, 1 << 20, 1 << 30);
        Bounds.within("plumewatch.obd.bad-frames", badFrames, 1, 1_000);
        Bounds.within("plumewatch.obd.bad-bytes", badBytes, 1 << 10, 1 << 26);
        Bounds.within("plumewatch.obd.claimed-bytes-per-second", claimedBytesPerSecond, 1 << 8, 1 << 26);
        Bounds.within("plumewatch.obd.claimed-burst-bytes", claimedBurstBytes, 1 << 16, 1 << 30);
        ackMode = Map.copyOf(ackMode);
        ackMode.keySet().forEach(ObdSettings::profile);
    }

    /** Returns the settings of {@link #ackMode} by profile. */
    Map<ObdProfile, AckMode> ackModes() {
        var modes = new EnumMap<ObdProfile, AckMode>(ObdProfile.class);
        ackMode.forEach((label, mode) -> modes.put(profile(label), mode));
        return modes;
    }

    private static ObdProfile profile(String label) {
        return ObdProfile.of(label)
                .orElseThrow(() -> new IllegalArgumentException(
                        "plumewatch.obd.ack-mode." + label + " is no profile; there are P1, P1a, P2, P2s, P3, P4"));
    }
}
