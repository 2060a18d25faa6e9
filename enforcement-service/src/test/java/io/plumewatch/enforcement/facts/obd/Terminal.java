package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A terminal of HJ 1239, and what the gateway writes of its packets. */
record Terminal(String vin, Trust trust) {

    static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    LogEntry login(Instant at) {
        return entry(ObdCommand.LOGIN, new ObdMessage.Login(local(at), 1, "8986".repeat(5), Octets.NONE), at);
    }

    LogEntry logout(Instant at) {
        return entry(ObdCommand.LOGOUT, new ObdMessage.Logout(local(at), 1, Octets.NONE), at);
    }

    /** Seconds from {@code first} on, sent live when the last one is over. */
    LogEntry live(Instant first, int blocks, int serial) {
        return upload(first, blocks, serial, 50, false, first.plusSeconds(blocks));
    }

    /** The same from the store. */
    LogEntry stored(Instant first, int blocks, int serial, Instant sentAt) {
        return upload(first, blocks, serial, 50, true, sentAt);
    }

    LogEntry upload(Instant first, int blocks, int serial, double speedKmh, boolean stored, Instant sentAt) {
        List<ObdBlock> all = IntStream.range(0, blocks)
                .mapToObj(i -> new ObdBlock(
                        BlockType.ENGINE_STREAM.code(), null, local(first.plusSeconds(i)), second(speedKmh + i), null))
                .toList();
        var upload = new ObdMessage.Upload(stored, Layout.C, local(sentAt), serial, all, null);
        return entry(stored ? ObdCommand.SUPPLEMENTARY : ObdCommand.REAL_TIME, upload, sentAt);
    }

    LogEntry tamper(Instant at, int serial) {
        var alarm = new ObdMessage.TamperAlarm(local(at), serial, Position.at(113.25, 35.2), Octets.NONE);
        LogEntry entry = entry(ObdCommand.TAMPER_ALARM, alarm, at);
        return new LogEntry(
                EntryKind.TAMPER,
                vin,
                trust,
                ClockState.GOOD,
                at,
                entry.receivedAt(),
                false,
                entry.key(),
                "test-gateway",
                entry.payload());
    }

    private static Measurements second(double speedKmh) {
        return Measurements.of(BlockType.ENGINE_STREAM)
                .set(ObdField.SPEED, speedKmh)
                .build();
    }

    private LogEntry entry(int command, ObdMessage message, Instant sentAt) {
        byte[] frame = ObdEncoder.encode(ObdHeader.terminal(command, vin, 1), message)
                .bytes()
                .toArray();
        return new LogEntry(
                EntryKind.OBD,
                vin,
                trust,
                ClockState.GOOD,
                sentAt,
                sentAt.plusMillis(300),
                command == ObdCommand.SUPPLEMENTARY,
                vin + "/" + UUID.nameUUIDFromBytes(frame),
                "test-gateway",
                frame);
    }

    private static OffsetDateTime local(Instant at) {
        return at.atOffset(CHINA);
    }
}
