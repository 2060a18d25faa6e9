package io.plumewatch.wire.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.Unpooled;
import io.plumewatch.wire.hj212.Deviation;
import io.plumewatch.wire.hj212.Edition;
import io.plumewatch.wire.hj212.Hj212Cut;
import io.plumewatch.wire.hj212.Hj212Decoded;
import io.plumewatch.wire.hj212.Hj212Decoder;
import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.hj212.Hj212Frame;
import io.plumewatch.wire.hj212.Hj212Frame.CrcKind;
import io.plumewatch.wire.hj212.Hj212Frame.LengthRule;
import io.plumewatch.wire.hj212.Hj212FrameCutter;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Sm4Content;
import io.plumewatch.wire.hj212.UnitProfile;
import io.plumewatch.wire.obd.Octets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Explains a frame of an air station, whole or not. */
final class Hj212Explainer {

    /** The key of the standard's annex, sixteen times the digit 0. It opens examples and nothing else. */
    private static final Octets ANNEX_KEY =
            Octets.of("0".repeat(Sm4Content.KEY_LENGTH).getBytes(ISO_8859_1));

    private static final String CR_LF = "\r\n";

    private static final Pattern HEADER = Pattern.compile("##(\\d{4}|[1-9]\\d{1,2}(?=[A-Za-z]))(.*)", Pattern.DOTALL);

    private static final Pattern DATA_AREA = Pattern.compile(".*CP=&&.*", Pattern.DOTALL);

    private final Filed filed;

    Hj212Explainer(Filed filed) {
        this.filed = filed;
    }

    /** Explains one input that starts with {@code ##} and a digit; its CR LF may be missing. */
    Explanation line(Octets input) {
        String text = input.text();
        if (!HEADER.matcher(text).matches()) {
            return Explain.notAFrame("HJ212", input, "expected ## and a length of four digits");
        }
        Octets whole = text.endsWith("\n") ? input : Octets.of((text + CR_LF).getBytes(ISO_8859_1));
        var frame = first(whole);
        return frame == null ? incomplete(input) : frame(frame, input, Set.of(Deviation.MISSING_TAIL));
    }

    private static @Nullable Hj212Frame first(Octets bytes) {
        var cutter = new Hj212FrameCutter(Hj212FrameCutter.MAX_SEGMENT);
        var cut = cutter.atSilence(Unpooled.wrappedBuffer(bytes.toArray()));
        if (cut instanceof Hj212Cut.Frame whole) {
            return whole.frame();
        }
        return cut instanceof Hj212Cut.BadCheck bad ? bad.frame() : null;
    }

    /** Explains a frame of a stream. */
    Explanation frame(Hj212Frame frame) {
        return frame(frame, frame.bytes(), Set.of());
    }

    /**
     * Explains a frame; {@code input} may hold more bytes behind it, or lack its CR LF.
     *
     * @param unsaid deviations that are none in this kind of input
     */
    private Explanation frame(Hj212Frame frame, Octets input, Set<Deviation> unsaid) {
        var opened = frame.intact() ? null : opened(frame);
        var decoded = Hj212Decoder.decode(opened == null ? frame : opened);
        boolean sealed = opened != null || isEncrypted(frame, message(decoded));
        var sheet = begin(input, message(decoded));
        sheet.json()
                .put(
                        "lengthRule",
                        (opened == null ? frame : opened).lengthRule().name());
        var crc = sheet.json().putObject("crc");
        crc.put("sent", frame.crcSent());
        crc.put("computed", (opened == null ? frame : opened).crcComputed());
        judge(sheet, opened == null ? frame : opened);
        if (sealed) {
            sheet.warn("ENCRYPTED", "CP", encryptionRemark(opened));
        }
        var content = new Hj212MessageExplainer(sheet, unsaid, filed.stationOrDefault());
        content.json(decoded, sealed && opened == null);
        new Hj212Rows(sheet, frame).write(sealed);
        if (opened != null) {
            content.plainLines(opened);
        }
        if (input.length() > frame.bytes().length()) {
            sheet.problem(Problem.LENGTH_MISMATCH);
            sheet.rest(input.length(), "surplus", "behind the end of the frame");
        }
        return sheet.done();
    }

    /** Explains a begun frame whose end is not there. */
    static Explanation incomplete(Octets input) {
        Matcher matcher = HEADER.matcher(input.text());
        if (!matcher.matches()) {
            return Explain.notAFrame("HJ212", input, "expected ## and a length of four digits");
        }
        String segment = matcher.group(2);
        String closed = segment + (DATA_AREA.matcher(segment).matches() ? "&&" : ";CP=&&&&");
        var decoded = closed.length() > Hj212FrameCutter.MAX_SEGMENT
                ? new Hj212Decoded.Refused(Hj212Decoded.Reason.NO_DATA_AREA, "CP", "an end of the frame")
                : Hj212Decoder.decode(Hj212Encoder.frame(Octets.of(closed.getBytes(ISO_8859_1))));
        var sheet = begin(input, message(decoded));
        sheet.json().putNull("lengthRule");
        sheet.json().putNull("crc");
        sheet.problem(Problem.LENGTH_MISMATCH);
        String digits = matcher.group(1);
        int missing = Integer.parseInt(digits) + 4 - segment.length();
        String remark = missing > 0 ? "at least " + missing + " bytes are missing" : "no check value at the end";
        sheet.warn("LENGTH_MISMATCH", "length", remark);
        new Hj212MessageExplainer(sheet, Set.of(), UnitProfile.byDefault()).fields(message(decoded), false);
        sheet.row(2, "start", "##");
        sheet.row(digits.length(), "length", digits, "bytes", "");
        sheet.rest(input.length(), "segment", remark);
        return sheet.done();
    }

    private static Sheet begin(Octets input, @Nullable Hj212Message message) {
        var sheet = new Sheet("HJ212", Secrets.masked(input));
        sheet.json().put("edition", message == null ? null : message.edition().year());
        return sheet.verdict();
    }

    private static @Nullable Hj212Message message(Hj212Decoded decoded) {
        return decoded instanceof Hj212Decoded.Ok ok ? ok.message() : null;
    }

    private void judge(Sheet sheet, Hj212Frame frame) {
        if (frame.lengthRule() == LengthRule.MISMATCH) {
            sheet.problem(Problem.LENGTH_MISMATCH);
            sheet.warn(
                    "LENGTH_MISMATCH",
                    "length",
                    "announces " + frame.declaredLength() + " bytes, the segment has " + frame.segmentLength());
        }
        boolean modbus = frame.crcKind() == CrcKind.MODBUS_SWAPPED
                && filed.stationOrDefault().modbusCrc();
        if (frame.crcKind() != CrcKind.HJ212 && !modbus) {
            sheet.problem(Problem.CRC_MISMATCH);
        }
        int most = filed.mostSegmentBytes();
        if (frame.segmentLength() > most) {
            sheet.problem(Problem.NOT_A_FRAME);
            sheet.warn("TOO_LONG", "length", "a segment of at most " + most + " bytes is taken from such a station");
        }
    }

    private static @Nullable Hj212Frame opened(Hj212Frame frame) {
        var raw = new Sm4Content(ANNEX_KEY, Sm4Content.Form.RAW).open(frame);
        return raw != null ? raw : new Sm4Content(ANNEX_KEY, Sm4Content.Form.HEX).open(frame);
    }

    /** Returns whether a frame of 2025 holds what no plain content would. */
    private static boolean isEncrypted(Hj212Frame frame, @Nullable Hj212Message message) {
        return !frame.intact()
                && message != null
                && message.edition() == Edition.E2025
                && frame.segment().text().chars().anyMatch(c -> c < 0x20);
    }

    private static String encryptionRemark(@Nullable Hj212Frame opened) {
        return opened == null
                ? "looks encrypted; the check value is that of the plain text and cannot be checked without the key"
                : "encrypted with the key of the standard's annex, shown in the clear";
    }
}
