package io.plumewatch.sim.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.sim.capture.CaptureEvent;
import io.plumewatch.sim.capture.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Moves the times in what devices send by the same duration. JSON keeps everything else as it is; frames of HJ 212 and
 * OBD get the check values of their new content, and signatures of our own chips. What cannot be moved without becoming
 * another thing stays as it is and is counted: frames that other chips signed, encrypted ones, frames that our own
 * encoder would write differently, pieces of frames.
 */
final class Retiming {

    private static final Pattern ISO =
            Pattern.compile("\"(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})\"");
    private static final Pattern LOCAL = Pattern.compile("\"(\\d{4}-\\d{2}-\\d{2}) (\\d{2}:\\d{2}:\\d{2})\"");
    private static final int MOST_INFLATED_BYTES = 16 << 20;

    private final Duration shift;
    private final OwnChips chips;
    private final AtomicLong asTheyWere = new AtomicLong();

    Retiming(Duration shift, OwnChips chips) {
        this.shift = shift;
        this.chips = chips;
    }

    /** Returns the event as it is to be sent. */
    CaptureEvent of(CaptureEvent event) {
        if (shift.isZero() || event.step() != Step.UP || event.bytes().length == 0) {
            return event;
        }
        return switch (event.channel()) {
            case MQTT -> String.valueOf(event.name()).startsWith("photo/") ? event : event.with(json(event.bytes()));
            case HTTP -> http(event);
            case HJ212 -> frames(event, bytes -> FrameTimes.hj212(bytes, shift).orElse(bytes));
            case OBD ->
                frames(event, bytes -> FrameTimes.obd(bytes, shift, chips).orElse(bytes));
            case INSTRUMENT -> event;
        };
    }

    /** Returns how many pieces with times were sent as they were. */
    long asTheyWere() {
        return asTheyWere.get();
    }

    private CaptureEvent frames(CaptureEvent event, UnaryOperator<byte[]> moved) {
        byte[] bytes = moved.apply(event.bytes());
        if (bytes == event.bytes()) {
            asTheyWere.incrementAndGet();
        }
        return event.with(bytes);
    }

    private CaptureEvent http(CaptureEvent event) {
        String type = String.valueOf(event.type()).toLowerCase(Locale.ROOT);
        if (!type.contains("json")) {
            return event;
        }
        if (!"gzip".equalsIgnoreCase(event.encoding())) {
            return event.with(json(event.bytes()));
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(event.bytes()))) {
            byte[] plain = in.readNBytes(MOST_INFLATED_BYTES);
            var packed = new ByteArrayOutputStream();
            try (var out = new GZIPOutputStream(packed)) {
                out.write(json(plain));
            }
            return event.with(packed.toByteArray());
        } catch (IOException e) {
            asTheyWere.incrementAndGet();
            return event;
        }
    }

    private byte[] json(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        String moved = ISO.matcher(text).replaceAll(this::iso);
        moved = LOCAL.matcher(moved).replaceAll(this::local);
        return moved.equals(text) ? bytes : moved.getBytes(UTF_8);
    }

    private String iso(MatchResult found) {
        try {
            OffsetDateTime time = LocalDateTime.parse(found.group(1))
                    .atOffset(ZoneOffset.of(found.group(3)))
                    .plus(shift);
            String fraction = found.group(2) == null ? "" : found.group(2);
            return "\""
                    + DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                            .format(time) + fraction + found.group(3) + "\"";
        } catch (DateTimeException e) {
            return found.group();
        }
    }

    private String local(MatchResult found) {
        try {
            LocalDateTime time =
                    LocalDateTime.parse(found.group(1) + "T" + found.group(2)).plus(shift);
            return "\""
                    + DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                            .format(time) + "\"";
        } catch (DateTimeException e) {
            return found.group();
        }
    }
}
