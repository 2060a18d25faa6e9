package io.plumewatch.gateway.obd;

import io.plumewatch.gateway.settings.Bounds;
import io.plumewatch.gateway.tcp.TcpBounds;
import io.plumewatch.gateway.tcp.TlsSettings;
import io.plumewatch.wire.obd.AckMode;
import io.plumewatch.wire.obd.ObdProfile;
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
 * @param vinsPerConnection most VINs that one connection may speak for, 1..10,000
 * @param limits what a peer may cost
 * @param ackMode profile ({@code P1} .. {@code P4}) → what its terminals get where it differs from the profile's own
 * @param tls the second port, with certificates
 */
@ConfigurationProperties("plumewatch.obd")
public record ObdSettings(
        @DefaultValue("127.0.0.1") String bind,
        @DefaultValue("17691") int port,
        @DefaultValue("127.0.0.0/8") List<String> trustedNetworks,
        @DefaultValue("100") int vinsPerConnection,
        @DefaultValue TcpBounds limits,
        @DefaultValue Map<String, AckMode> ackMode,
        @DefaultValue TlsSettings tls) {

    public ObdSettings {
        trustedNetworks = List.copyOf(trustedNetworks);
        Bounds.present("plumewatch.obd.bind", bind);
        Bounds.within("plumewatch.obd.port", port, 0, 65_535);
        Bounds.within("plumewatch.obd.vins-per-connection", vinsPerConnection, 1, 10_000);
        tls.check("plumewatch.obd.tls", true);
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
