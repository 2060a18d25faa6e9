package io.plumewatch.gateway.obd;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an open session when the registry changes its mind about the terminal. */
class ObdSuspensionTests {

    private static final String VIN = "LGDCHA1G8MA127733";
    private static final String OTHER = "LGDCHA1G8MA127744";

    private final ObdBench bench = new ObdBench().with(VIN, Frames.ICCID, null, null);

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void refusesASuspendedTerminalAndHangsUp() throws IOException {
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.login(VIN));
            bench.awaitEntries(1);

            bench.devices.replace(terminal(false, Frames.ICCID));
            ObdBench.send(terminal, Frames.upload(VIN, Layout.A, 1));

            assertThat(ObdBench.ends(terminal)).isTrue();
            bench.awaitRejected("DEVICE_SUSPENDED");
            assertThat(bench.events("closed_expelled")).isEqualTo(1);
        }
        bench.devices.replace(terminal(true, Frames.ICCID));
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.upload(VIN, Layout.A, 2));
            assertThat(bench.awaitEntries(2).get(1).trust()).isEqualTo(Trust.CLAIMED);

            ObdBench.send(terminal, Frames.login(VIN));
            assertThat(bench.awaitEntries(3).get(2).trust()).isEqualTo(Trust.ENROLLED);
        }
    }

    @Test
    void keepsAConnectionThatAnotherTerminalShares() throws IOException {
        bench.with(OTHER, Frames.ICCID, null, null);
        try (Socket both = bench.connect()) {
            ObdBench.send(both, Frames.login(VIN));
            ObdBench.send(both, Frames.login(OTHER));
            bench.awaitEntries(2);

            bench.devices.replace(terminal(false, Frames.ICCID));
            for (int more = 0; more < 2 * ObdBench.STRANGER_FRAMES; more++) {
                ObdBench.send(both, Frames.upload(VIN, Layout.A, 1));
            }
            ObdBench.send(both, Frames.upload(OTHER, Layout.A, 1));

            assertThat(bench.awaitEntries(3).get(2).trust()).isEqualTo(Trust.ENROLLED);
            assertThat(bench.events("closed_expelled")).isZero();
        }
    }

    /** Its other vehicles may just not have spoken yet. */
    @Test
    void tellsAPlatformThatItsOnlyVehicleSoFarIsSuspendedAndKeepsItsConnection() throws IOException {
        bench.with(OTHER, Frames.ICCID, null, null);
        try (Socket platform = bench.connect()) {
            assertThat(ObdBench.flag(platform, Frames.forwarded(VIN))).isEqualTo(0x01);

            bench.devices.replace(terminal(false, Frames.ICCID));
            for (int more = 0; more < 2 * ObdBench.STRANGER_FRAMES; more++) {
                assertThat(ObdBench.flag(platform, Frames.forwarded(VIN))).isEqualTo(0x02);
            }
            assertThat(ObdBench.flag(platform, Frames.forwarded(OTHER))).isEqualTo(0x01);
        }
    }

    @Test
    void trustsASessionNoLongerWhenAnotherIccidIsFiled() throws IOException {
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.login(VIN));
            bench.awaitEntries(1);

            bench.devices.replace(terminal(true, "89860000000000000009"));
            ObdBench.send(terminal, Frames.upload(VIN, Layout.A, 1));

            assertThat(bench.awaitEntries(2).get(1).trust()).isEqualTo(Trust.CLAIMED);
            assertThat(bench.events("trust_lost")).isEqualTo(1);
        }
    }

    private static ProjectedDevice terminal(boolean active, String iccid) {
        return new ProjectedDevice("OBD-" + VIN.substring(15), "OBD_TERMINAL", "410800", active, "s", null, VIN, iccid);
    }
}
