package io.plumewatch.wire.instrument;

import io.plumewatch.wire.instrument.PointValue.Flag;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One point out of what was read. */
final class PointDecoder {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int MAX_DECIMALS = 9;
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    private PointDecoder() {}

    static PointValue decode(Point point, Instant at, Map<Block, Registers> read, @Nullable Scan previous) {
        byte[] wire = bytes(point.fc(), point.address(), point.type().registers(), read);
        if (wire == null) {
            return nothing(point, Flag.STALE, "");
        }
        byte[] bytes = point.order().arrange(wire);
        String hex = HEX.formatHex(wire);
        if (point.type().kind() == PointType.Kind.ASCII) {
            return text(point, bytes, hex);
        }
        long raw = unsigned(bytes);
        if (point.bit() != null) {
            raw = raw >> point.bit() & 1;
        }
        if (point.invalidRaw().contains(raw)) {
            return nothing(point, Flag.INVALID, hex);
        }
        if (point.zeroMeansAbsent() && raw == 0) {
            return nothing(point, Flag.ABSENT, hex);
        }
        String state = point.statusMap().get(raw);
        BigDecimal number = number(point.type().kind(), raw);
        BigDecimal value = number == null ? null : scaled(point, number, read);
        if (value == null || state == null && !point.statusMap().isEmpty()) {
            return nothing(point, Flag.INVALID, hex);
        }
        return new PointValue(point.key(), value, state, point.canonicalUnit(), judge(point, value, at, previous), hex);
    }

    private static PointValue nothing(Point point, Flag flag, String hex) {
        return new PointValue(point.key(), null, null, point.canonicalUnit(), Set.of(flag), hex);
    }

    private static byte @Nullable [] bytes(int fc, int address, int width, Map<Block, Registers> read) {
        for (var entry : read.entrySet()) {
            Block block = entry.getKey();
            if (block.holds(fc, address, width)) {
                return entry.getValue().bytes(address - block.start(), width);
            }
        }
        return null;
    }

    private static long unsigned(byte[] bytes) {
        long raw = 0;
        for (byte b : bytes) {
            raw = raw << 8 | b & 0xFF;
        }
        return raw;
    }

    /** Blanks and zeros fill up a text; anything else that is not printable means that there is none. */
    private static PointValue text(Point point, byte[] bytes, String hex) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String trimmed = text.replaceAll("[\\x00 ]+$", "");
        return trimmed.isEmpty() || !trimmed.chars().allMatch(c -> c >= 0x20 && c <= 0x7E)
                ? nothing(point, Flag.INVALID, hex)
                : new PointValue(point.key(), null, trimmed, point.canonicalUnit(), Set.of(), hex);
    }

    private static @Nullable BigDecimal number(PointType.Kind kind, long raw) {
        return switch (kind) {
            case INT16 -> BigDecimal.valueOf((short) raw);
            case INT32 -> BigDecimal.valueOf((int) raw);
            case UINT16, UINT32, BITS -> BigDecimal.valueOf(raw);
            case FLOAT32 -> real(Float.toString(Float.intBitsToFloat((int) raw)));
            case FLOAT64 -> real(Double.toString(Double.longBitsToDouble(raw)));
            case BCD16 -> bcd(raw);
            case ASCII -> throw new IllegalArgumentException("a text is no number");
        };
    }

    private static @Nullable BigDecimal real(String text) {
        return text.equals("NaN") || text.endsWith("Infinity") ? null : new BigDecimal(text);
    }

    private static @Nullable BigDecimal bcd(long raw) {
        String digits = Long.toHexString(raw);
        return digits.chars().allMatch(Character::isDigit) ? new BigDecimal(digits) : null;
    }

    private static @Nullable BigDecimal scaled(Point point, BigDecimal number, Map<Block, Registers> read) {
        BigDecimal shifted = number;
        Integer decimalsFrom = point.decimalsFrom();
        if (decimalsFrom != null) {
            byte[] decimals = bytes(point.fc(), decimalsFrom, 1, read);
            if (decimals == null || unsigned(decimals) > MAX_DECIMALS) {
                return null;
            }
            shifted = number.scaleByPowerOfTen(-(int) unsigned(decimals));
        }
        return Numbers.tidy(MeasuringUnit.convert(
                shifted.multiply(point.scale()).add(point.offset()), point.unit(), point.canonicalUnit()));
    }

    private static Set<Flag> judge(Point point, BigDecimal value, Instant at, @Nullable Scan previous) {
        var flags = EnumSet.noneOf(Flag.class);
        BigDecimal min = point.min();
        BigDecimal max = point.max();
        if (min != null && value.compareTo(min) < 0 || max != null && value.compareTo(max) > 0) {
            flags.add(Flag.OUT_OF_RANGE);
        }
        BigDecimal rateMax = point.rateMax();
        if (rateMax != null && previous != null && tooFast(point, value, at, previous, rateMax)) {
            flags.add(Flag.RATE);
        }
        return flags;
    }

    private static boolean tooFast(Point point, BigDecimal value, Instant at, Scan previous, BigDecimal rateMax) {
        BigDecimal before = previous.value(point.key()).map(PointValue::value).orElse(null);
        long nanos = Duration.between(previous.at(), at).toNanos();
        if (before == null || nanos <= 0) {
            return false;
        }
        BigDecimal allowed = rateMax.multiply(BigDecimal.valueOf(nanos)).divide(NANOS, MathContext.DECIMAL64);
        return value.subtract(before).abs().compareTo(allowed) > 0;
    }
}
