package io.plumewatch.sim.load.obd;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.plumewatch.wire.obd.ObdDecoder;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.Octets;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PacketsTests {

    private static final Instant NOW = Instant.parse("2026-11-22T00:15:02Z");

    private final Packets packets = new Packets("LPWTST00000000007", NOW);

    @Test
    void everyPacketIsAWholeFrameWithItsOwnSerialAndTime() {
        for (int i = 1; i <= 70_000; i++) {
            ObdFrame frame = next(i / 1_000);
            assertThat(frame.intact()).isTrue();
            if (i % 1_000 == 0) {
                var upload = (ObdMessage.Upload) ObdDecoder.decode(frame);
                assertThat(upload.serial()).isEqualTo((i - 1) % 65_531 + 1);
                assertThat(upload.time()).isEqualTo(NOW.plusSeconds(i / 1_000).atOffset(ZoneOffset.ofHours(8)));
                assertThat(upload.blocks())
                        .singleElement()
                        .satisfies(block -> assertThat(block.time()).isEqualTo(upload.time()));
            }
        }
    }

    @Test
    void theControlAnswersAPacketAsTheGatewayDoes() {
        var channel = new EmbeddedChannel(new BareDecoder(null));
        ObdFrame packet = next(0);
        byte[] bytes = packet.bytes().toArray();

        channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, 30), Unpooled.copiedBuffer(bytes, 30, bytes.length - 30));

        ByteBuf answer = channel.readOutbound();
        byte[] answered = new byte[answer.readableBytes()];
        answer.readBytes(answered);
        assertThat(Octets.of(answered)).isEqualTo(ObdEncoder.echo(packet).bytes());
        assertThat(channel.finish()).isFalse();
    }

    private ObdFrame next(int secondsLater) {
        var out = ByteBuffer.allocate(200);
        packets.next(out, NOW.getEpochSecond() + secondsLater);
        return new ObdFrame(Octets.of(Arrays.copyOf(out.array(), out.position())));
    }
}
