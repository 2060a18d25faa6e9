package io.plumewatch.wire.explain;

import static io.plumewatch.wire.explain.ObdExplainer.hex;

import io.plumewatch.wire.obd.Diagnostics;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Reading;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Explains the body of an OBD block. */
final class DiagnosticsExplainer {

    private static final List<String> PROTOCOLS = List.of("ISO 15765", "ISO 27145", "SAE J1939");

    private static final List<String> MIL = List.of("off", "on");

    private static final List<String> MONITORS = List.of(
            "catalyst",
            "heated catalyst",
            "evaporative system",
            "secondary air",
            "A/C refrigerant",
            "exhaust gas sensor",
            "exhaust gas sensor heater",
            "EGR/VVT",
            "cold start aid",
            "boost pressure",
            "DPF",
            "SCR or NOx adsorber",
            "NMHC catalyst",
            "misfire",
            "fuel system",
            "comprehensive components");

    private final Sheet sheet;
    private final ObjectNode fields;

    DiagnosticsExplainer(Sheet sheet, ObjectNode fields) {
        this.sheet = sheet;
        this.fields = fields;
    }

    void explain(Diagnostics diagnostics) {
        code("protocol", diagnostics.protocol(), PROTOCOLS);
        code("mil", diagnostics.mil(), MIL);
        monitors("diagnosticSupport", diagnostics.support(), "supported: ");
        monitors("readiness", diagnostics.readiness(), "not complete: ");
        String vin = diagnostics.vin().printable()
                ? diagnostics.vin().text()
                : diagnostics.vin().hex();
        fields.put("vin", vin);
        sheet.row(17, "vin", vin, "", "as read from the control unit");
        identifier("calibrationId", diagnostics.calibrationId());
        identifier("cvn", diagnostics.cvn());
        iupr(diagnostics);
        troubleCodes(diagnostics);
    }

    private void code(String name, int value, List<String> meanings) {
        fields.set(name, codeOrMarker(value));
        if (value >= Diagnostics.INVALID) {
            sheet.row(1, name, "INVALID", "", "no value");
        } else if (value < meanings.size()) {
            sheet.row(1, name, Integer.toString(value), "", meanings.get(value));
        } else {
            String message = "expected 0.." + (meanings.size() - 1);
            sheet.warn("OUT_OF_RANGE", name, message);
            sheet.row(1, name, Integer.toString(value), "", message);
        }
    }

    private static JsonNode codeOrMarker(int value) {
        return value < Diagnostics.INVALID
                ? Sheet.NODES.numberNode(value)
                : Readings.marker(Reading.State.INVALID, value, 1);
    }

    private void monitors(String name, int bits, String prefix) {
        String word = String.format(Locale.ROOT, "0x%04X", bits);
        fields.put(name, word);
        String names = IntStream.range(0, MONITORS.size())
                .filter(bit -> (bits >> bit & 1) == 1)
                .mapToObj(MONITORS::get)
                .collect(Collectors.joining(", "));
        sheet.row(2, name, word, "", prefix + (names.isEmpty() ? "none" : names));
    }

    /** Always hex in JSON: real terminals mix text, raw bytes and several kinds of padding. */
    private void identifier(String name, Octets bytes) {
        fields.put(name, bytes.hex());
        String text = bytes.text().replaceAll("[\\x00 ]+$", "");
        sheet.row(bytes.length(), name, ObdExplainer.printable(text), "", "");
    }

    private void iupr(Diagnostics diagnostics) {
        if (diagnostics.iuprAbsent()) {
            fields.putNull("iupr");
            sheet.row(36, "iupr", "absent", "", "filled with '0'");
            return;
        }
        var words = fields.putArray("iupr");
        diagnostics.iuprWords().forEach(words::add);
        String text = diagnostics.iuprWords().stream().map(String::valueOf).collect(Collectors.joining(" "));
        sheet.row(36, "iupr", text, "", "denominator, ignition cycles, then 8 pairs numerator denominator");
    }

    private void troubleCodes(Diagnostics diagnostics) {
        int count = diagnostics.dtcCount();
        fields.set("dtcCount", codeOrMarker(count));
        if (count >= Diagnostics.INVALID) {
            sheet.row(1, "dtcCount", "INVALID", "", "no list follows");
            return;
        }
        sheet.row(1, "dtcCount", Integer.toString(count));
        var codes = fields.putArray("dtcs");
        for (Octets dtc : diagnostics.dtcs()) {
            codes.add(dtc.hex());
            sheet.row(4, "dtc", dtc.hex(), "", meaning(diagnostics.protocol(), dtc));
        }
    }

    private static String meaning(int protocol, Octets dtc) {
        return switch (protocol) {
            case 0, 1 -> diagnosticCode(dtc);
            case 2 -> suspectParameter(dtc);
            default -> "";
        };
    }

    /** Two bytes of code, failure type, status, as in ISO 15031-6 and ISO 27145. */
    private static String diagnosticCode(Octets dtc) {
        int code = dtc.u16(0);
        return String.format(
                Locale.ROOT,
                "%s%04X, failure type %02X, status %s",
                "PCBU".charAt(code >> 14),
                code & 0x3FFF,
                dtc.u8(2),
                hex(dtc.u8(3)));
    }

    /** Suspect parameter, failure mode and occurrence count, as in the DM1 message of SAE J1939. */
    private static String suspectParameter(Octets dtc) {
        int spn = dtc.u8(0) | dtc.u8(1) << 8 | dtc.u8(2) >> 5 << 16;
        return "SPN " + spn + " FMI " + (dtc.u8(2) & 31) + " count " + (dtc.u8(3) & 127);
    }
}
