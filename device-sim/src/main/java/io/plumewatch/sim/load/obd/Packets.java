package io.plumewatch.sim.load.obd;

import io.plumewatch.wire.obd.BlockType;
import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.obd.Measurements;
import io.plumewatch.wire.obd.ObdBlock;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdField;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Position;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The packets of one terminal of profile P3, encoded once: each copy only gets a time, a serial and a check byte of its
 * own. All have a single block of the data stream.
 */
final class Packets {

    private static final ZoneOffset GMT8 = ZoneOffset.ofHours(8);
    private static final int TIME_AT = 24;
    private static final int SERIAL_AT = 30;
    private static final int BLOCK_TIME_AT = 33;

    private final String vin;
    private final byte[] packet;
    private final int checkWithoutSerial;
    private int serial;
    private long second;

    Packets(String vin, Instant now) {
        this.vin = vin;
        var time = now.atOffset(GMT8);
        var body = Measurements.of(BlockType.ENGINE_STREAM)
                .set(ObdField.SPEED, 62)
                .set(ObdField.ENGINE_SPEED, 1_480)
                .set(ObdField.NOX_DOWNSTREAM, 41)
                .set(ObdField.COOLANT, 84)
                .set(Position.at(113.2418, 35.2159))
                .build();
        var block = new ObdBlock(BlockType.ENGINE_STREAM.code(), null, time, body, null);
        packet = encode(ObdCommand.REAL_TIME, new ObdMessage.Upload(false, Layout.C, time, 0, List.of(block), null));
        // The time stands in the packet twice and drops out of the sum.
        checkWithoutSerial = packet[packet.length - 1];
    }

    int length() {
        return packet.length;
    }

    byte[] login(String iccid, Instant now) {
        return encode(ObdCommand.LOGIN, new ObdMessage.Login(now.atOffset(GMT8), 1, iccid, Octets.NONE));
    }

    private byte[] encode(int command, ObdMessage message) {
        return ObdEncoder.encode(ObdHeader.terminal(command, vin, 1), message)
                .bytes()
                .toArray();
    }

    /** Writes the next packet. */
    void next(ByteBuffer out, long epochSecond) {
        if (epochSecond != second) {
            second = epochSecond;
            time(OffsetDateTime.ofInstant(Instant.ofEpochSecond(epochSecond), GMT8));
        }
        serial = serial % 65_531 + 1;
        packet[SERIAL_AT] = (byte) (serial >> 8);
        packet[SERIAL_AT + 1] = (byte) serial;
        packet[packet.length - 1] = (byte) (checkWithoutSerial ^ serial >> 8 ^ serial);
        out.put(packet);
    }

    private void time(OffsetDateTime now) {
        byte[] time = {
            (byte) (now.getYear() - 2000),
            (byte) now.getMonthValue(),
            (byte) now.getDayOfMonth(),
            (byte) now.getHour(),
            (byte) now.getMinute(),
            (byte) now.getSecond()
        };
        System.arraycopy(time, 0, packet, TIME_AT, time.length);
        System.arraycopy(time, 0, packet, BLOCK_TIME_AT, time.length);
    }
}
