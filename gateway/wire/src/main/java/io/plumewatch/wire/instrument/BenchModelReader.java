package io.plumewatch.wire.instrument;

import io.plumewatch.wire.instrument.BenchRequest.Purpose;
import io.plumewatch.wire.obd.Octets;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads models of serial instruments; bytes are written as hex with blanks between them, {@code ??} is any byte. */
final class BenchModelReader {

    private static final Pattern BYTES = Pattern.compile("[0-9A-F]{2}( [0-9A-F]{2}){0,63}");
    private static final Pattern HEAD = Pattern.compile("([0-9A-F]{2}|\\?\\?)( ([0-9A-F]{2}|\\?\\?)){0,7}");
    private static final int MAX_ANSWER = 256;
    private static final int MAX_FIELDS = 64;
    private static final int MAX_REQUESTS = 32;

    private BenchModelReader() {}

    static BenchModel read(byte[] json) {
        MapFields fields = MapFields.parse("bench model", json);
        fields.allowOnly(
                "name",
                "version",
                "vendor",
                "model",
                "kind",
                "confidence",
                "notes",
                "pollMs",
                "timeoutMs",
                "retries",
                "gapMs",
                "opticalPathM",
                "state",
                "test",
                "requests",
                "poll",
                "error");
        var kind = fields.constant("kind", BenchModel.Kind.class, null);
        var requests = requests(fields);
        return new BenchModel(
                ModelFields.name(fields),
                fields.whole("version", 1, 9_999),
                fields.text("vendor", "who makes it"),
                fields.text("model", "what the maker calls it"),
                kind,
                ModelFields.confidence(fields),
                fields.texts("notes"),
                ModelFields.pacing(fields),
                path(fields, kind),
                ModelFields.stateRules(fields),
                TestRulesReader.read(fields.object("test")),
                requests,
                poll(fields, requests),
                error(fields));
    }

    private static @Nullable BigDecimal path(MapFields fields, BenchModel.Kind kind) {
        BigDecimal path = fields.optionalNumber("opticalPathM");
        boolean opacimeter = kind == BenchModel.Kind.OPACIMETER;
        fields.require(opacimeter == (path != null), "opticalPathM", opacimeter ? "a length in metres" : "none");
        fields.require(path == null || path.signum() > 0, "opticalPathM", "a number above 0");
        return path;
    }

    private static List<BenchRequest> requests(MapFields fields) {
        var requests = new ArrayList<BenchRequest>();
        var purposes = EnumSet.noneOf(Purpose.class);
        for (MapFields request : fields.objects("requests", "request", MAX_REQUESTS)) {
            request.allowOnly("purpose", "send", "guess", "answer");
            var purpose = request.constant("purpose", Purpose.class, null);
            request.require(purposes.add(purpose), "purpose", "a purpose that no other request has");
            requests.add(new BenchRequest(
                    purpose,
                    Octets.ofHex(bytes(request, "send").replace(" ", "")),
                    answer(new MapFields(
                            request.place() + " (" + purpose + "), answer",
                            request.object("answer").node())),
                    request.flag("guess")));
        }
        fields.require(!requests.isEmpty(), "requests", "at least one request");
        return requests;
    }

    private static String bytes(MapFields fields, String key) {
        String expected = "bytes as in A6 5A";
        String text = fields.text(key, expected);
        fields.require(BYTES.matcher(text).matches(), key, expected);
        return text;
    }

    private static BenchRequest.Answer answer(MapFields fields) {
        fields.allowOnly("head", "length", "check", "fields", "status");
        var check = fields.constant("check", CheckRule.class, CheckRule.SUM);
        int least = check == CheckRule.HEAD_AND_DATA ? CheckRule.DATA_AT : 1;
        int length = fields.whole("length", least, MAX_ANSWER);
        var head = head(fields);
        fields.require(head.size() <= length, "head", "at most " + length + " bytes, the length of the answer");
        var read = new ArrayList<BenchField>();
        for (MapFields field : fields.objects("fields", "field", MAX_FIELDS)) {
            read.add(field(field, length));
        }
        return new BenchRequest.Answer(
                head, length, check, read, fields.has("status") ? status(fields.object("status"), length) : null);
    }

    private static List<Integer> head(MapFields fields) {
        String expected = "1..8 bytes as in 06 A3 ??";
        String text = fields.text("head", expected);
        fields.require(HEAD.matcher(text).matches(), "head", expected);
        return Pattern.compile(" ")
                .splitAsStream(text)
                .map(part -> part.equals("??") ? -1 : Integer.parseInt(part, 16))
                .toList();
    }

    private static BenchField field(MapFields fields, int length) {
        fields.allowOnly(
                "key",
                "at",
                "bytes",
                "lowByteFirst",
                "sign",
                "scale",
                "offset",
                "unit",
                "invalidRaw",
                "min",
                "max",
                "varies");
        int bytes = fields.whole("bytes", 1, 2, 2);
        BigDecimal scale = fields.number("scale", BigDecimal.ONE);
        fields.require(scale.signum() != 0, "scale", "a number other than 0");
        return new BenchField(
                ModelFields.key(fields),
                fields.whole("at", 0, length - bytes),
                bytes,
                fields.flag("lowByteFirst"),
                fields.constant("sign", BenchField.Sign.class, BenchField.Sign.UNSIGNED),
                scale,
                fields.number("offset", BigDecimal.ZERO),
                PointReader.unit(fields, "unit", ""),
                PointReader.invalidRaw(fields),
                fields.optionalNumber("min"),
                fields.optionalNumber("max"),
                fields.flag("varies"));
    }

    private static StatusField status(MapFields fields, int length) {
        fields.allowOnly("at", "codes", "bits", "lowFlowAt", "lowFlow");
        fields.require(fields.has("codes") != fields.has("bits"), "codes", "either codes or bits");
        return new StatusField(
                fields.whole("at", 0, length - 1),
                states(fields, "codes"),
                states(fields, "bits"),
                fields.has("lowFlowAt") ? fields.whole("lowFlowAt", 0, length - 2) : null,
                fields.texts("lowFlow").stream()
                        .map(word -> (int) PointReader.raw(fields, "lowFlow", word))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Map<Integer, BenchStatus> states(MapFields parent, String key) {
        var states = new HashMap<Integer, BenchStatus>();
        if (parent.has(key)) {
            MapFields fields = parent.object(key);
            for (String code : fields.keys()) {
                states.put((int) PointReader.raw(fields, code, code), fields.constant(code, BenchStatus.class, null));
            }
        }
        return Map.copyOf(states);
    }

    private static List<Purpose> poll(MapFields fields, List<BenchRequest> requests) {
        Set<String> known =
                requests.stream().map(request -> request.purpose().name()).collect(Collectors.toSet());
        return fields.texts("poll").stream()
                .map(name -> {
                    fields.require(known.contains(name), "poll", "purposes of requests of this model");
                    return Purpose.valueOf(name);
                })
                .toList();
    }

    private static BenchModel.@Nullable ErrorMark error(MapFields parent) {
        if (!parent.has("error")) {
            return null;
        }
        MapFields fields = parent.object("error");
        fields.allowOnly("at", "value", "length");
        int length = fields.whole("length", 1, MAX_ANSWER);
        return new BenchModel.ErrorMark(
                fields.whole("at", 0, length - 1),
                Integer.parseInt(bytes(fields, "value").substring(0, 2), 16),
                length);
    }
}
