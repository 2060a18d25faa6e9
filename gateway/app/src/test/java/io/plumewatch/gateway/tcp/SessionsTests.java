package io.plumewatch.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.log.Trust;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTests {

    private static final String VIN = "LGDCHA1G8MA127733";

    private final Sessions sessions = new Sessions();
    private final List<String> displaced = new ArrayList<>();
    private final Sessions.Holder first = vin -> displaced.add("first");
    private final Sessions.Holder second = vin -> displaced.add("second");

    @Test
    void givesWayToTheNewestOfEqualTrust() {
        assertThat(sessions.take(VIN, first, Trust.CLAIMED)).isTrue();
        assertThat(sessions.take(VIN, second, Trust.CLAIMED)).isTrue();

        assertThat(displaced).containsExactly("first");
        assertThat(sessions.trust(VIN, first)).isNull();
        assertThat(sessions.trust(VIN, second)).isEqualTo(Trust.CLAIMED);
    }

    @Test
    void givesWayToHigherTrust() {
        sessions.take(VIN, first, Trust.CLAIMED);

        assertThat(sessions.take(VIN, second, Trust.ENROLLED)).isTrue();
        assertThat(displaced).containsExactly("first");
    }

    @Test
    void keepsAnEnrolledSessionAgainstAClaim() {
        sessions.take(VIN, first, Trust.ENROLLED);

        assertThat(sessions.take(VIN, second, Trust.CLAIMED)).isFalse();
        assertThat(displaced).isEmpty();
        assertThat(sessions.trust(VIN, first)).isEqualTo(Trust.ENROLLED);
    }

    @Test
    void mayBeRenewedByItsOwnConnectionWithAnyTrust() {
        sessions.take(VIN, first, Trust.ENROLLED);

        assertThat(sessions.take(VIN, first, Trust.CLAIMED)).isTrue();
        assertThat(displaced).isEmpty();
    }

    @Test
    void isNotEndedByAConnectionThatLostIt() {
        sessions.take(VIN, first, Trust.CLAIMED);
        sessions.take(VIN, second, Trust.CLAIMED);

        sessions.end(VIN, first);

        assertThat(sessions.trust(VIN, second)).isEqualTo(Trust.CLAIMED);
        assertThat(sessions.size()).isEqualTo(1);
    }
}
