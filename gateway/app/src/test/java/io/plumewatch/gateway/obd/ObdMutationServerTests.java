package io.plumewatch.gateway.obd;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.Sm2;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Real frames with a few bytes changed, over a real socket: each is taken, refused or closed upon, and none is lost. */
class ObdMutationServerTests {

    private static final String VIN = "LGDCHA1G8MA127733";

    @Test
    void accountsForEveryFrameWhoseCheckByteIsRight() throws IOException {
        var seeds = List.of(
                Frames.login(VIN),
                Frames.upload(VIN, Layout.A, 1),
                Frames.upload(VIN, Layout.B, 2),
                Frames.upload(VIN, Layout.C, 3),
                Frames.signed(VIN, 4, Frames.PRIVATE_KEY, Sm2.DEFAULT_ID),
                Frames.tamper(VIN),
                Frames.activation(VIN, VIN, Frames.PRIVATE_KEY, Frames.PRIVATE_KEY),
                Frames.logout(VIN));
        int frames = 400;
        try (var bench = new ObdBench().with(VIN, Frames.ICCID, Frames.PUBLIC_KEY.hex(), null);
                Socket terminal = bench.connect()) {
            OutputStream out = terminal.getOutputStream();
            for (int seed = 0; seed < frames; seed++) {
                var random = new SplittableRandom(seed);
                out.write(
                        mutated(seeds.get(seed % seeds.size()), random).bytes().toArray());
                // Answers are read away, so that they do not fill the line.
                while (terminal.getInputStream().available() > 0) {
                    terminal.getInputStream()
                            .skipNBytes(terminal.getInputStream().available());
                }
            }
            await("every frame", () -> {
                double refused = bench.meters.find("plumewatch.quarantined").counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum();
                assertThat(bench.log.entries().size() + refused + bench.events("ignored_frame"))
                        .isEqualTo(frames);
            });
            assertThat(bench.rejected)
                    .noneMatch(entry -> entry.refusal().reason().name().equals("INTERNAL_ERROR"));
        }
    }

    /** Another data unit of any length under the same header, with a right check byte. */
    private static ObdFrame mutated(ObdFrame frame, SplittableRandom random) {
        byte[] data = frame.data().toArray();
        for (int i = random.nextInt(4); i > 0 && data.length > 0; i--) {
            data[random.nextInt(data.length)] = (byte) random.nextInt(256);
        }
        int length = random.nextInt(5) == 0 ? random.nextInt(data.length + 20) : data.length;
        return ObdEncoder.frame(frame.header(), Arrays.copyOf(data, length));
    }
}
