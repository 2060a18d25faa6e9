package io.plumewatch.wire.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.national.CodeMap;
import io.plumewatch.wire.national.CodeMaps;
import io.plumewatch.wire.national.NationalCheck;
import io.plumewatch.wire.national.NationalJson;
import io.plumewatch.wire.national.NationalPass;
import io.plumewatch.wire.national.NationalPictures;
import io.plumewatch.wire.national.NationalValue;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.rs.Plausibility;
import io.plumewatch.wire.rs.RsJson;
import io.plumewatch.wire.rs.RsWarning;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Explains national records of remote-sensing units: what they come to, and what each field means. */
final class NationalExplainer {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Fields of which any record has one at least. */
    private static final List<String> OF_ALL = List.of("JLBH", "DWBH", "JCSJ", "JCKSSJ", "HPHM");

    /** Fields of which a check has one at least. */
    private static final List<String> OF_CHECKS = List.of("SFTG", "JCKSSJ", "ZJKSRQ", "JCLX");

    /** Measured values that a black-smoke capture has none of. */
    private static final List<String> OF_PASSES = List.of("BTGDJG", "COJG", "CO2JG", "HCJG", "NOJG");

    private NationalExplainer() {}

    /** Returns which record an object is; null when it is none. Without its topic only the fields can tell. */
    static @Nullable EntryKind kindOf(JsonNode node) {
        if (OF_ALL.stream().noneMatch(node::has)) {
            return null;
        }
        if (!node.has("HPHM") && OF_CHECKS.stream().anyMatch(node::has)) {
            return EntryKind.NATIONAL_CHECK;
        }
        return node.has("LGMHD") && OF_PASSES.stream().noneMatch(node::has)
                ? EntryKind.NATIONAL_SMOKE
                : EntryKind.NATIONAL_PASS;
    }

    /**
     * Explains a record.
     *
     * @param profile the code map; null or unknown = the national codes
     */
    static Explanation explain(EntryKind kind, String json, @Nullable String profile) {
        var sheet = new Sheet("RS", Octets.NONE).verdict();
        CodeMap map = CodeMaps.shipped().find(profile).orElse(null);
        if (map == null) {
            sheet.warn("UNKNOWN_PROFILE", "profile", "read with " + CodeMap.DEFAULT + " instead");
            map = CodeMaps.shipped().find(CodeMap.DEFAULT).orElseThrow();
        }
        Decoded<NationalPictures> taken = NationalPictures.of(json.getBytes(UTF_8), map);
        if (taken instanceof Decoded.Ok<NationalPictures> ok) {
            byte[] record = ok.value().record();
            switch (kind) {
                case NATIONAL_CHECK -> check(sheet, NationalJson.check(record, map));
                case NATIONAL_SMOKE -> pass(sheet, NationalJson.smoke(record, map), map);
                default -> pass(sheet, NationalJson.pass(record, map), map);
            }
        } else {
            JsonExplainer.judge(sheet, (Decoded.Bad<?>) taken);
        }
        return sheet.done();
    }

    private static void pass(Sheet sheet, Decoded<NationalPass> decoded, CodeMap map) {
        if (!(decoded instanceof Decoded.Ok<NationalPass> ok)) {
            JsonExplainer.judge(sheet, (Decoded.Bad<?>) decoded);
            return;
        }
        NationalPass national = ok.value();
        warn(
                sheet,
                Stream.concat(
                                national.warnings().stream(),
                                Plausibility.shipped().warnings(national.pass(), map.writing()).stream())
                        .toList());
        JsonExplainer.warnOfPlate(sheet, national.pass().plate().number());
        JsonNode pass = MAPPER.readTree(RsJson.write(national.pass()));
        sheet.json().set("pass", pass);
        if (national.verdict() != null) {
            sheet.json().put("deviceVerdict", national.verdict().name());
        }
        national(sheet, national.profile(), national.fields());
    }

    private static void check(Sheet sheet, Decoded<NationalCheck> decoded) {
        if (!(decoded instanceof Decoded.Ok<NationalCheck> ok)) {
            JsonExplainer.judge(sheet, (Decoded.Bad<?>) decoded);
            return;
        }
        NationalCheck check = ok.value();
        warn(sheet, check.warnings());
        sheet.json().put("check", check.kind().name());
        if (check.passed() != null) {
            sheet.json().put("passed", check.passed());
        }
        if (check.calibration() != null) {
            sheet.json().set("calibration", MAPPER.readTree(RsJson.write(check.calibration())));
        }
        national(sheet, check.profile(), check.fields());
    }

    private static void warn(Sheet sheet, List<RsWarning> warnings) {
        warnings.forEach(warning -> sheet.warn(warning.code(), warning.field(), warning.message()));
    }

    private static void national(Sheet sheet, String profile, List<NationalValue> values) {
        sheet.json().put("profile", profile);
        var fields = sheet.json().putObject("national");
        for (NationalValue value : values) {
            var field = fields.putObject(value.name());
            field.put("raw", value.raw());
            if (value.value() != null) {
                field.put("value", value.value());
            }
            field.put("meaning", value.meaning());
            field.put("unit", value.unit());
            String shown = value.value() == null ? value.raw() : value.raw() + " = " + value.value();
            sheet.line(value.name(), value.unit().isEmpty() ? shown : shown + " " + value.unit(), value.meaning());
        }
    }
}
