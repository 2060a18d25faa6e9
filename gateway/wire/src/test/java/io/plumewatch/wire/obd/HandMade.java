package io.plumewatch.wire.obd;

import java.util.Arrays;

/** Frames put together from hexadecimal digits alone, check byte included, without our encoder. */
final class HandMade {

    /** 2024-05-06 07:08:09. */
    static final String TIME = "180506070809";

    /** {@code LSTTEST0000000001}, software version 1, not encrypted. */
    private static final String VIN = "4C535454455354303030303030303030" + "31";

    /** Speed 60.5 km/h, 101 kPa, 45 %, 12 %, 1500 rpm, 12.35 L/h: how all stream blocks of engines begin. */
    static final String ENGINE = "3C80" + "CA" + "AA" + "89" + "2EE0" + "00F7";

    /** Fix valid, 116.397128 east, 39.916527 north, 123456.7 km: how they end. */
    static final String PLACE = "00" + "06F01448" + "026113EF" + "0012D687";

    /** A whole body of type 0x02. */
    static final String STREAM =
            ENGINE + "5212" + "1261" + "AB" + "191E" + "45D0" + "4500" + "0020" + "7C" + "8B" + PLACE;

    private HandMade() {}

    /** Returns a terminal's frame with a right check byte. */
    static ObdFrame frame(int command, String data) {
        return frame("2323", command, VIN + "01", "01", data);
    }

    /** Returns a terminal's frame that announces a cipher. */
    static ObdFrame encrypted(int command, String code, String data) {
        return frame("2323", command, VIN + "01", code, data);
    }

    /** Returns a frame with a response flag. */
    static ObdFrame platform(int command, String response, String data) {
        return frame("7E7E", command, response + VIN, "01", data);
    }

    private static ObdFrame frame(String start, int command, String middle, String encryption, String data) {
        String hex =
                start + "%02X".formatted(command) + middle + encryption + "%04X".formatted(data.length() / 2) + data;
        byte[] bytes = Octets.ofHex(hex + "00").toArray();
        int sum = 0;
        for (byte b : Arrays.copyOfRange(bytes, 2, bytes.length - 1)) {
            sum ^= b;
        }
        bytes[bytes.length - 1] = (byte) sum;
        return new ObdFrame(Octets.of(bytes));
    }
}
