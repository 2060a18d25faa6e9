package io.plumewatch.wire.explain;

import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdDecoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.ObdProfile;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.vin.Vin;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Explains a frame of an OBD terminal, whole or not. */
final class ObdExplainer {

    private static final Map<Integer, String> COMMANDS = Map.of(
            ObdCommand.LOGIN, "login",
            ObdCommand.REAL_TIME, "real-time upload",
            ObdCommand.SUPPLEMENTARY, "supplementary upload",
            ObdCommand.LOGOUT, "logout",
            ObdCommand.TIME_SYNC, "time sync",
            ObdCommand.TAMPER_ALARM, "tamper alarm",
            ObdCommand.ACTIVATION, "activation",
            ObdCommand.ACTIVATION_ANSWER, "activation answer",
            ObdCommand.KEY_EXCHANGE, "key exchange");

    private static final Map<Integer, String> PLATFORM_COMMANDS =
            Map.of(ObdCommand.ACTIVATION, "platform login", ObdCommand.ACTIVATION_ANSWER, "platform logout");

    private static final Map<Integer, String> RESPONSES =
            Map.of(0x01, "success", 0x02, "error", 0x03, "VIN twice", 0xFE, "a command, no answer");

    private ObdExplainer() {}

    /**
     * Explains a whole frame; {@code input} may hold more bytes behind it.
     *
     * @param filed whose layout is tried first, as a gateway does; null for none
     */
    static Explanation frame(ObdFrame frame, Octets input, @Nullable ObdProfile filed) {
        var header = frame.header();
        var message = ObdDecoder.decode(frame, filed);
        var sheet = new Sheet("OBD", Secrets.masked(header, input));
        var profile = ObdProfile.shownBy(header, message);
        header(sheet, header, profile, frame.dataLength());
        if (filed != null && !filed.allows(header, message)) {
            sheet.warn("PROFILE_MISMATCH", "profile", "filed is " + filed.label());
        }
        check(sheet, frame);
        sheet.json().putNull("layout");
        headerRows(sheet, header, profile, frame.dataLength());
        message.match(new ObdMessageExplainer(sheet, header));
        sheet.rest(frame.bytes().length() - 1, "data", "not described by the standard");
        sheet.row(1, "check byte", hex(frame.bccSent()), "", checkRemark(frame));
        if (input.length() > frame.bytes().length()) {
            sheet.problem(Problem.LENGTH_MISMATCH);
            sheet.rest(input.length(), "surplus", "behind the end that the length announces");
        }
        return sheet.done();
    }

    /** Explains what came of a frame whose header announces more bytes than there are. */
    static Explanation incomplete(Octets input) {
        var header = ObdHeader.of(input);
        int announced = input.u16(22);
        var sheet = new Sheet("OBD", Secrets.masked(header, input));
        var profile = header.isPlatform() ? ObdProfile.P4 : ObdProfile.P1;
        header(sheet, header, profile, announced);
        sheet.json().putNull("bcc");
        sheet.json().putNull("layout");
        sheet.problem(Problem.LENGTH_MISMATCH);
        headerRows(sheet, header, profile, announced);
        int missing = announced + ObdFrame.OVERHEAD - input.length();
        sheet.rest(input.length(), "data", missing + " bytes are missing");
        return sheet.done();
    }

    static String hex(int octet) {
        return String.format(Locale.ROOT, "0x%02X", octet);
    }

    private static void header(Sheet sheet, ObdHeader header, ObdProfile profile, int dataLength) {
        sheet.json().put("profile", profile.label());
        sheet.verdict();
        sheet.json().put("command", hex(header.command()));
        sheet.json().put("vin", header.vin());
        sheet.json().put("softwareVersion", header.softwareVersion());
        Integer response = header.responseFlag();
        if (response != null) {
            sheet.json().put("responseFlag", hex(response));
        }
        sheet.json().put("encryption", hex(header.encryption()));
        sheet.json().put("dataLength", dataLength);
        warnOfVin(sheet, header.vin());
    }

    private static void warnOfVin(Sheet sheet, String text) {
        var vin = Vin.tryOf(text);
        if (vin.isEmpty()) {
            sheet.warn("VIN_ALPHABET", "vin", "expected " + Vin.EXPECTED);
        } else if (!vin.get().checkDigitHolds()) {
            sheet.warn(
                    "VIN_CHECK_DIGIT",
                    "vin",
                    "position 9 should be " + vin.get().checkDigit());
        }
    }

    private static void check(Sheet sheet, ObdFrame frame) {
        var bcc = sheet.json().putObject("bcc");
        bcc.put("sent", String.format(Locale.ROOT, "%02X", frame.bccSent()));
        bcc.put("computed", String.format(Locale.ROOT, "%02X", frame.bccComputed()));
        if (!frame.intact()) {
            sheet.problem(Problem.BCC_MISMATCH);
        }
    }

    private static String checkRemark(ObdFrame frame) {
        return frame.intact() ? "right" : "WRONG, the bytes before it ask for " + hex(frame.bccComputed());
    }

    private static void headerRows(Sheet sheet, ObdHeader header, ObdProfile profile, int dataLength) {
        sheet.row(2, "start", header.start() == ObdHeader.Start.HASHES ? "##" : "~~");
        sheet.row(1, "command", hex(header.command()), "", commandName(header));
        Integer response = header.responseFlag();
        if (response != null) {
            sheet.row(1, "responseFlag", hex(response), "", RESPONSES.getOrDefault(response, ""));
        }
        sheet.row(17, "vin", printable(header.vin()));
        Integer version = header.softwareVersion();
        if (version != null) {
            sheet.row(1, "softwareVersion", version.toString());
        }
        boolean clear = header.encryption() == ObdHeader.NOT_ENCRYPTED;
        String cipher = profile.cipher(header.encryption());
        sheet.row(1, "encryption", hex(header.encryption()), "", clear ? cipher : cipher + ", not supported");
        sheet.row(2, "dataLength", Integer.toString(dataLength), "bytes", "");
    }

    private static String commandName(ObdHeader header) {
        if (header.command() >= 0x80) {
            return "vendor's own";
        }
        String name = COMMANDS.getOrDefault(header.command(), "reserved");
        return header.isPlatform() ? PLATFORM_COMMANDS.getOrDefault(header.command(), name) : name;
    }

    static String printable(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c < 0x7F) ? text : "";
    }
}
