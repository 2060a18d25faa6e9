package io.plumewatch.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoorkeeperTests {

    private final Doorkeeper keeper = new Doorkeeper(new PeerBounds(
            5,
            2,
            List.of("10.20.0.0/16"),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            128));

    @Test
    void refusesTheThirdConnectionOfAnAddressUntilOneLeaves() throws UnknownHostException {
        assertThat(enter("192.0.2.1")).isNull();
        assertThat(enter("192.0.2.1")).isNull();
        assertThat(enter("192.0.2.1")).isEqualTo(Doorkeeper.Refused.ADDRESS);
        assertThat(enter("192.0.2.2")).isNull();

        keeper.leave(InetAddress.getByName("192.0.2.1"));

        assertThat(enter("192.0.2.1")).isNull();
        assertThat(keeper.connections()).isEqualTo(3);
    }

    @Test
    void countsTheAddressesOfAnIpv6NetworkAsOne() throws UnknownHostException {
        assertThat(enter("2001:db8::1")).isNull();
        assertThat(enter("2001:db8::ffff:2")).isNull();
        assertThat(enter("2001:db8::3")).isEqualTo(Doorkeeper.Refused.ADDRESS);
        assertThat(enter("2001:db8:0:1::3")).isNull();
    }

    @Test
    void refusesNobodyOfAnExemptNetworkButByTheTotal() throws UnknownHostException {
        for (int connection = 0; connection < 5; connection++) {
            assertThat(enter("10.20.1.1")).isNull();
        }

        assertThat(enter("10.20.1.1")).isEqualTo(Doorkeeper.Refused.TOTAL);
        assertThat(enter("192.0.2.1")).isEqualTo(Doorkeeper.Refused.TOTAL);
        assertThat(keeper.connections()).isEqualTo(5);
    }

    /** Who is one too many from his address gets no other one's place. */
    @Test
    void letsOneInForWhomAnotherOneGoes() throws UnknownHostException {
        for (int connection = 0; connection < 5; connection++) {
            enter("10.20.1.1");
        }
        InetAddress other = InetAddress.getByName("192.0.2.1");

        assertThat(keeper.enter(other, () -> true)).isNull();
        assertThat(keeper.enter(other, () -> true)).isNull();
        assertThat(keeper.enter(other, () -> {
                    throw new AssertionError("nobody is to go");
                }))
                .isEqualTo(Doorkeeper.Refused.ADDRESS);
        assertThat(keeper.connections()).isEqualTo(7);
    }

    private Doorkeeper.@Nullable Refused enter(String address) throws UnknownHostException {
        return keeper.enter(InetAddress.getByName(address), () -> false);
    }
}
