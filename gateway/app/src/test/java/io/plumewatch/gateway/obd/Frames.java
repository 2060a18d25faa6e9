package io.plumewatch.gateway.obd;

import io.plumewatch.wire.obd.BlockType;
import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.obd.Measurements;
import io.plumewatch.wire.obd.ObdBlock;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdField;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Sm2;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames of terminals, as of now. */
final class Frames {

    static final String ICCID = "89860000000000000001";
    static final String CHIP = "CHIPID0000000001";

    /** The example key of GB/T 32918.2. */
    static final Octets PRIVATE_KEY = Octets.ofHex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8");

    static final Octets PUBLIC_KEY = Sm2.publicKey(PRIVATE_KEY);
    static final Octets OTHER_PRIVATE_KEY = Octets.ofHex("01".repeat(32));

    private Frames() {}

    static ObdFrame login(String vin) {
        return login(vin, ICCID);
    }

    static ObdFrame login(String vin, String iccid) {
        return frame(vin, ObdCommand.LOGIN, new ObdMessage.Login(now(), 1, iccid, Octets.NONE));
    }

    static ObdFrame logout(String vin) {
        return frame(vin, ObdCommand.LOGOUT, new ObdMessage.Logout(now(), 1, Octets.NONE));
    }

    static ObdFrame timeSync(String vin) {
        return frame(vin, ObdCommand.TIME_SYNC, new ObdMessage.TimeSyncRequest());
    }

    /** Data of a vehicle that its platform passes on, and wants to be answered. */
    static ObdFrame forwarded(String vin) {
        return ObdEncoder.encode(
                ObdHeader.platform(ObdCommand.REAL_TIME, vin, 0xFE), message(Layout.C, 1, now(), false));
    }

    static ObdFrame tamper(String vin) {
        byte[] data = new byte[17];
        System.arraycopy(login(vin).bytes().toArray(), 24, data, 0, 8);
        return ObdEncoder.frame(ObdHeader.terminal(ObdCommand.TAMPER_ALARM, vin, 1), data);
    }

    static ObdFrame upload(String vin, Layout layout, int serial) {
        return upload(vin, layout, serial, now(), false);
    }

    static ObdFrame upload(String vin, Layout layout, int serial, OffsetDateTime at, boolean stored) {
        return frame(
                vin, stored ? ObdCommand.SUPPLEMENTARY : ObdCommand.REAL_TIME, message(layout, serial, at, stored));
    }

    static ObdMessage.Upload message(Layout layout, int serial, OffsetDateTime at, boolean stored) {
        boolean own = layout == Layout.A || layout == Layout.A1;
        var block = new ObdBlock(
                BlockType.ENGINE_STREAM.code(),
                own ? (Integer) serial : null,
                at,
                Measurements.of(BlockType.ENGINE_STREAM).set(ObdField.SPEED, 40).build(),
                null);
        return new ObdMessage.Upload(stored, layout, at, own ? null : (Integer) serial, List.of(block), null);
    }

    /** Layout C with a signature behind it. */
    static ObdFrame signed(String vin, int serial, Octets privateKey, String signAs) {
        var unsigned = message(Layout.C, serial, now(), false);
        Octets toSign = ObdEncoder.encode(ObdHeader.terminal(ObdCommand.REAL_TIME, vin, 1), unsigned)
                .data();
        var signature = Sm2.sign(toSign, privateKey, signAs);
        return frame(
                vin,
                ObdCommand.REAL_TIME,
                new ObdMessage.Upload(false, Layout.C, unsigned.time(), serial, unsigned.blocks(), signature));
    }

    static ObdFrame activation(String vin, String filedVin, Octets privateKey, @Nullable Octets signWith) {
        var header = ObdHeader.terminal(ObdCommand.ACTIVATION, vin, 1);
        var unsigned = new ObdMessage.Activation(now(), CHIP, Sm2.publicKey(privateKey), filedVin, null);
        Octets toSign = ObdEncoder.encode(header, unsigned).data();
        var signature = signWith == null ? null : Sm2.sign(toSign, signWith, CHIP);
        return ObdEncoder.encode(
                header, new ObdMessage.Activation(unsigned.time(), CHIP, unsigned.publicKey(), filedVin, signature));
    }

    static ObdFrame frame(String vin, int command, ObdMessage message) {
        return ObdEncoder.encode(ObdHeader.terminal(command, vin, 1), message);
    }

    static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.ofHours(8)).withNano(0);
    }
}
