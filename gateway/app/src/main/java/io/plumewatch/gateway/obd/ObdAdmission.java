package io.plumewatch.gateway.obd;

import io.plumewatch.doors.Network;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.tcp.Sessions;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.Iccid;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a connection is trusted to speak for a VIN.
 *
 * <p>A client certificate that names the VIN makes its session CERTIFIED; for a VIN that the certificate does not name it
 * speaks against the sender, and nothing else is asked. Without a certificate, a login with VIN and ICCID as filed from a
 * network that is configured as ours makes it ENROLLED, for as long as this ICCID is filed. All else is CLAIMED.
 */
record ObdAdmission(List<Network> trustedNetworks, Sessions sessions, Counters counters) {

    ObdAdmission {
        trustedNetworks = List.copyOf(trustedNetworks);
    }

    /** Returns the trust of the message's session, opening or renewing it; empty when another connection holds it. */
    Optional<Trust> admit(String vin, ObdMessage message, ProjectedDevice device, ObdJudge.Origin origin) {
        Trust left = origin.left();
        if (left != null) {
            // What a connection sent before it went takes no session from the one that is there by now.
            return Optional.of(message instanceof ObdMessage.Login login ? trust(vin, login, device, origin) : left);
        }
        Trust now = sessions.trust(vin, origin.holder());
        boolean otherwise =
                now == Trust.ENROLLED && !Objects.equals(sessions.proof(vin, origin.holder()), device.iccid());
        if (message instanceof ObdMessage.Login login) {
            if (now != null) {
                counters.event(Protocol.OBD, "login_again");
            }
            return take(vin, origin, trust(vin, login, device, origin), device.iccid());
        }
        if (otherwise) {
            counters.event(Protocol.OBD, "trust_lost");
            return take(vin, origin, Trust.CLAIMED, null);
        }
        if (now != null) {
            return Optional.of(now);
        }
        // Some terminals never log in; what they send is taken, and trusted as little as anything unauthenticated.
        counters.event(Protocol.OBD, "implicit_session");
        return take(vin, origin, origin.certificateNames(vin) ? Trust.CERTIFIED : Trust.CLAIMED, null);
    }

    private Optional<Trust> take(String vin, ObdJudge.Origin origin, Trust trust, @Nullable String iccid) {
        if (origin.certified() != null && trust == Trust.CLAIMED) {
            counters.event(Protocol.OBD, "vin_not_in_certificate");
        }
        return sessions.take(vin, origin.holder(), trust, iccid) ? Optional.of(trust) : Optional.empty();
    }

    private Trust trust(String vin, ObdMessage.Login login, ProjectedDevice device, ObdJudge.Origin origin) {
        if (origin.certified() != null) {
            return origin.certificateNames(vin) ? Trust.CERTIFIED : Trust.CLAIMED;
        }
        String filed = device.iccid();
        boolean asFiled = filed != null
                && Iccid.isSame(login.iccid(), filed)
                && trustedNetworks.stream().anyMatch(network -> network.contains(origin.address()));
        return asFiled ? Trust.ENROLLED : Trust.CLAIMED;
    }
}
