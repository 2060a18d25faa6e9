package io.plumewatch.wire.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.plumewatch.wire.obd.Cut;
import io.plumewatch.wire.obd.ObdFrameCutter;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.Octets;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Finds out what an input is and explains it. Never throws, whatever the input. */
public final class Explain {

    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f\\s]+");

    /** No header of a terminal has a digit as its command. */
    private static final Pattern HJ212 = Pattern.compile("##\\d+.*", Pattern.DOTALL);

    private Explain() {}

    /** Returns the JSON of {@link #line}. */
    public static ObjectNode explainLine(String line) {
        return line(line).json();
    }

    /** Explains one line of which nothing else is known. */
    public static Explanation line(String line) {
        return line(line, Filed.NOTHING);
    }

    /**
     * Explains one line of text: hexadecimal bytes, text that starts with {@code ##} and digits, or a JSON object.
     *
     * @param filed how the sender is filed to speak
     */
    public static Explanation line(String line, Filed filed) {
        String text = line.strip();
        if (text.startsWith("{")) {
            return JsonExplainer.explain(text, filed);
        }
        if (HJ212.matcher(text).matches()) {
            return new Hj212Explainer(filed).line(Octets.of(text.getBytes(UTF_8)));
        }
        if (!HEX.matcher(text).matches()) {
            return notAFrame(Octets.NONE, "expected hexadecimal bytes, text that starts with ## and digits, or JSON");
        }
        String digits = text.replaceAll("\\s", "");
        return digits.length() % 2 == 0
                ? bytes(Octets.ofHex(digits), filed)
                : notAFrame(Octets.NONE, "expected two hexadecimal digits for every byte, found " + digits.length());
    }

    /** Starts explaining a raw stream of terminals' and air stations' bytes. */
    public static ExplainStream binary() {
        return binary(Filed.NOTHING);
    }

    /** The same, of senders that are filed in this way. */
    public static ExplainStream binary(Filed filed) {
        return new ExplainStream(filed);
    }

    static Explanation bytes(byte[] input, Filed filed) {
        return bytes(Octets.of(input), filed);
    }

    private static Explanation bytes(Octets input, Filed filed) {
        if (HJ212.matcher(input.text()).matches()) {
            return new Hj212Explainer(filed).line(input);
        }
        var cut = new ObdFrameCutter().next(Unpooled.wrappedBuffer(input.toArray()));
        if (cut instanceof Cut.Frame frame) {
            return ObdExplainer.frame(frame.frame(), input, filed.terminal());
        }
        if (cut instanceof Cut.BadCheck bad) {
            return ObdExplainer.frame(bad.frame(), input, filed.terminal());
        }
        boolean header = cut == null || ((Cut.Garbage) cut).reason() == Cut.Reason.TOO_LONG;
        return header && input.length() >= ObdHeader.LENGTH
                ? ObdExplainer.incomplete(input)
                : notAFrame(input, "expected ## or ~~, a command and a VIN or response flag, 25 bytes at least");
    }

    static Explanation notAFrame(Octets input, String message) {
        return notAFrame("UNKNOWN", input, message);
    }

    static Explanation notAFrame(String protocol, Octets input, String message) {
        var masked = Secrets.masked(input);
        var sheet = new Sheet(protocol, masked).verdict();
        sheet.problem(Problem.NOT_A_FRAME);
        sheet.warn("NOT_A_FRAME", null, message);
        sheet.json().put("length", input.length());
        sheet.json().put("raw", masked.hex());
        sheet.rest(input.length(), "garbage", "belongs to no frame");
        return sheet.done();
    }
}
