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

    private final ObdBench bench = new ObdBench().with(VIN, Frames.ICCID, null, null);

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void refusesASuspendedTerminalAndEndsItsSession() throws IOException {
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.login(VIN));
            bench.awaitEntries(1);

            bench.devices.replace(terminal(false, Frames.ICCID));
            ObdBench.send(terminal, Frames.upload(VIN, Layout.A, 1));
            bench.awaitRejected("DEVICE_SUSPENDED");

            bench.devices.replace(terminal(true, Frames.ICCID));
            ObdBench.send(terminal, Frames.upload(VIN, Layout.A, 2));
            assertThat(bench.awaitEntries(2).get(1).trust()).isEqualTo(Trust.CLAIMED);

            ObdBench.send(terminal, Frames.login(VIN));
            assertThat(bench.awaitEntries(3).get(2).trust()).isEqualTo(Trust.ENROLLED);
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
