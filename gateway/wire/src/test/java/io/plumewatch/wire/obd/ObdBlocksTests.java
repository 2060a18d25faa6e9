package io.plumewatch.wire.obd;

import static io.plumewatch.wire.obd.HandMade.STREAM;
import static io.plumewatch.wire.obd.HandMade.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObdBlocksTests {

    private static final Instant PACKET = Instant.parse("2024-05-05T23:08:09Z");

    @Test
    void countsTheSecondsOfAPacketThatHasOneTimeOnly() {
        var blocks = ObdBlocks.of(SampleFrames.frame("S3"));

        assertThat(blocks)
                .extracting(IdentifiedBlock::blockTime)
                .containsExactly(
                        Instant.parse("2024-05-05T23:08:20Z"),
                        Instant.parse("2024-05-05T23:08:20Z"),
                        Instant.parse("2024-05-05T23:08:21Z"));
        assertThat(blocks).extracting(IdentifiedBlock::serial).containsOnly(2);
    }

    @Test
    void takesTheTimeThatABlockBringsItself() {
        assertThat(ObdBlocks.of(SampleFrames.frame("S9")))
                .extracting(IdentifiedBlock::blockTime)
                .containsExactly(
                        Instant.parse("2024-05-05T23:08:40Z"),
                        Instant.parse("2024-05-05T23:08:48Z"),
                        Instant.parse("2024-05-05T23:08:49Z"),
                        Instant.parse("2024-05-05T23:08:49Z"));
    }

    /** A store sends with its own serial and time of sending; the block stays the same. */
    @Test
    void findsTheSameBlockInALiveAndAStoredPacketOfAnySerial() {
        var live = HandMade.frame(0x02, "18050607080A" + "0001" + "02" + TIME + STREAM);
        var stored = HandMade.frame(0x03, "180507000000" + "0777" + "02" + TIME + STREAM);

        var first = ObdBlocks.of(live).get(0);
        var second = ObdBlocks.of(stored).get(0);

        assertThat(second.key()).isEqualTo(first.key());
        assertThat(first.blockTime()).isEqualTo(PACKET);
        assertThat(first.supplementary()).isFalse();
        assertThat(second.supplementary()).isTrue();
        assertThat(second.serial()).isEqualTo(0x0777);
    }

    @Test
    void tellsBlocksApartByTimeTypeAndBody() {
        String other = "FFFF" + STREAM.substring(4);
        var frame = HandMade.frame(
                0x02, TIME + "0001" + "02" + TIME + STREAM + "02" + "18050607080A" + STREAM + "02" + TIME + other);

        assertThat(ObdBlocks.of(frame)).extracting(IdentifiedBlock::key).doesNotHaveDuplicates();
    }

    @Test
    void namesTheFieldsThatHoldNoNumber() {
        assertThat(ObdBlocks.of(SampleFrames.frame("A1")).get(1).markers())
                .containsOnlyKeys(ObdField.SCR_INLET, ObdField.SCR_OUTLET, ObdField.DPF_PRESSURE)
                .containsValue(Reading.State.ERROR);
    }

    @Test
    void hasNoTimeWhereThePacketHasNone() {
        var blocks = ObdBlocks.of(HandMade.frame(0x02, "000000000000" + "02" + "0001" + STREAM));

        assertThat(blocks.get(0).blockTime()).isNull();
        assertThat(blocks.get(0).key()).startsWith("LSTTEST0000000001/2/-/");
    }

    @ParameterizedTest
    @CsvSource({"S1", "S6", "S7", "S12", "S13", "I7"})
    void findsNoneInWhatIsNoReadableUpload(String name) {
        assertThat(ObdBlocks.of(SampleFrames.frame(name))).isEmpty();
    }

    /** One block alone reads the same in both readings of GB 17691; the profile on file says which one it is. */
    @Test
    void readsFirstInTheLayoutThatIsFiled() {
        var frame = SampleFrames.frame("S2");

        assertThat(layout(ObdDecoder.decode(frame))).isEqualTo(Layout.A);
        assertThat(layout(ObdDecoder.decode(frame, ObdProfile.P1A))).isEqualTo(Layout.A1);
        assertThat(layout(ObdDecoder.decode(frame, ObdProfile.P3))).isEqualTo(Layout.A);
        assertThat(ObdBlocks.of(frame, ObdProfile.P1A)).isEqualTo(ObdBlocks.of(frame));
    }

    /** Wrong on file, right on the wire: nothing is read into a frame that only another layout fits. */
    @Test
    void readsEverySampleAlikeWhateverIsFiled() {
        for (String name : List.of("A1", "G1", "I2", "I4", "S3", "S5", "S9", "S21", "S22")) {
            for (ObdProfile filed : ObdProfile.values()) {
                assertThat(ObdBlocks.of(SampleFrames.frame(name), filed))
                        .as("%s read as %s", name, filed)
                        .isEqualTo(ObdBlocks.of(SampleFrames.frame(name)));
            }
        }
    }

    private static Layout layout(ObdMessage message) {
        return ((ObdMessage.Upload) message).layout();
    }
}
