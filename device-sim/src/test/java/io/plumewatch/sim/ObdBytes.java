package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Frames of GB 17691 annex Q put together by hand, so that these tests do not believe what the product's own encoder
 * believes.
 */
final class ObdBytes {

    private static final int LOGIN = 0x01;
    private static final int REAL_TIME = 0x02;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private ObdBytes() {}

    static byte[] login(String vin, String iccid, int serial) {
        var data = ByteBuffer.allocate(28).put(time(Instant.now())).putShort((short) serial);
        data.put(iccid.getBytes(US_ASCII));
        return frame(LOGIN, vin, data.array());
    }

    /** One block of engine data: 48 km/h, 1,500 rpm, 320 ppm NOx behind the catalyst. */
    static byte[] realTime(String vin, int serial) {
        var data = ByteBuffer.allocate(6 + 3 + 37).put(time(Instant.now())).put((byte) 0x02);
        data.putShort((short) serial)
                .putShort((short) (48 * 256))
                .put((byte) 202)
                .put((byte) 165)
                .put((byte) 131)
                .putShort((short) (1_500 * 8))
                .putShort((short) 240)
                .putShort((short) 16_000)
                .putShort((short) 10_400)
                .put((byte) 180)
                .putShort((short) 9_000)
                .putShort((short) 18_400)
                .putShort((short) 17_600)
                .putShort((short) 45)
                .put((byte) 121)
                .put((byte) 140)
                .put((byte) 0)
                .putInt(113_241_800)
                .putInt(35_215_900)
                .putInt(1_234_567);
        return frame(REAL_TIME, vin, data.array());
    }

    static byte[] frame(int command, String vin, byte[] data) {
        var frame = ByteBuffer.allocate(24 + data.length + 1);
        frame.put(new byte[] {'#', '#', (byte) command}).put(vin.getBytes(US_ASCII));
        frame.put((byte) 1).put((byte) 1).putShort((short) data.length).put(data);
        byte bcc = 0;
        for (int i = 2; i < frame.position(); i++) {
            bcc ^= frame.get(i);
        }
        return frame.put(bcc).array();
    }

    static byte[] withWrongBcc(byte[] frame) {
        byte[] wrong = frame.clone();
        wrong[wrong.length - 1] ^= 0x5A;
        return wrong;
    }

    private static byte[] time(Instant instant) {
        ZonedDateTime local = instant.atZone(ZONE);
        return new byte[] {
            (byte) (local.getYear() - 2000),
            (byte) local.getMonthValue(),
            (byte) local.getDayOfMonth(),
            (byte) local.getHour(),
            (byte) local.getMinute(),
            (byte) local.getSecond()
        };
    }
}
