package io.plumewatch.gateway.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.instrument.ModbusFrame.Answer;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.wire.instrument.Block;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ModbusFrameTests {

    private static final Block WEATHER = new Block(3, 500, 16);
    private static final byte[] RTU = bytes("01 03 20 00 EB 00 02 00 03 00 87 01 D1 FF EF 02 28 00 44 00 70 03 F5 00 00"
            + " 2E E0 00 78 00 03 00 00 01 64 27 2E");

    @Test
    void asksInBothFrames() {
        assertThat(ModbusFrame.RTU.question(1, WEATHER, 1).bytes()).isEqualTo(bytes("01 03 01 F4 00 10 04 08"));
        assertThat(ModbusFrame.TCP.question(1, WEATHER, 1).bytes())
                .isEqualTo(bytes("00 01 00 00 00 06 01 03 01 F4 00 10"));
    }

    @Test
    void takesTheDataOutOfBothFrames() {
        byte[] tcp = bytes("00 07 00 00 00 23" + HexFormat.of().formatHex(RTU, 0, 35));

        assertThat(first(ModbusFrame.RTU.answer(1, WEATHER, 9, RTU))).isEqualTo(235);
        assertThat(first(ModbusFrame.TCP.answer(1, WEATHER, 7, tcp))).isEqualTo(235);
    }

    @Test
    void knowsTheLengthAsSoonAsItCan() {
        Question rtu = ModbusFrame.RTU.question(1, WEATHER, 1);
        assertThat(rtu.length().of(RTU, 2)).isZero();
        assertThat(rtu.length().of(RTU, 3)).isEqualTo(RTU.length);
        assertThat(rtu.length().of(bytes("01 83 02"), 3)).isEqualTo(5);
        assertThat(ModbusFrame.TCP.question(1, WEATHER, 1).length().of(bytes("00 01 00 00 00 23"), 6))
                .isEqualTo(41);
    }

    @Test
    void tellsARefusalFromABrokenAnswer() {
        assertThat(ModbusFrame.RTU.answer(1, WEATHER, 1, bytes("01 83 02 C0 F1")))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal().expected()).contains("exception 2 (no such address)"));
        assertThat(reason(ModbusFrame.RTU.answer(1, WEATHER, 1, bytes("01 83 02 C0 F2"))))
                .isEqualTo(Reason.CRC_MISMATCH);
    }

    @Test
    void takesNoAnswerToAnotherQuestion() {
        byte[] tcp = bytes("00 07 00 00 00 23" + HexFormat.of().formatHex(RTU, 0, 35));

        assertThat(reason(ModbusFrame.TCP.answer(1, WEATHER, 8, tcp))).isEqualTo(Reason.WRONG_ANSWER);
        assertThat(reason(ModbusFrame.RTU.answer(2, WEATHER, 1, RTU))).isEqualTo(Reason.WRONG_ANSWER);
        assertThat(reason(ModbusFrame.RTU.answer(1, new Block(4, 500, 16), 1, RTU)))
                .isEqualTo(Reason.WRONG_ANSWER);
        assertThat(reason(ModbusFrame.RTU.answer(1, new Block(3, 500, 2), 1, RTU)))
                .isEqualTo(Reason.WRONG_ANSWER);
    }

    @Test
    void survivesEveryTruncationAndEveryFlippedBit() {
        for (int length = 0; length < RTU.length; length++) {
            byte[] part = Arrays.copyOf(RTU, length);
            assertThat(ModbusFrame.RTU.answer(1, WEATHER, 1, part)).isInstanceOf(Answer.Bad.class);
            assertThat(ModbusFrame.TCP.answer(1, WEATHER, 1, part)).isInstanceOf(Answer.Bad.class);
        }
        for (int bit = 0; bit < RTU.length * 8; bit++) {
            byte[] flipped = RTU.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ModbusFrame.RTU.answer(1, WEATHER, 1, flipped)).isInstanceOf(Answer.Bad.class);
        }
    }

    private static int first(Answer answer) {
        return ((Answer.Values) answer).registers().get(0);
    }

    private static Reason reason(Answer answer) {
        return ((Answer.Bad) answer).refusal().reason();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
