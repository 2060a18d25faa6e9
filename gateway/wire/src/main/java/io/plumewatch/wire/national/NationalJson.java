package io.plumewatch.wire.national;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.json.JsonContent;
import io.plumewatch.wire.json.JsonFields;
import io.plumewatch.wire.json.StrictJson;
import io.plumewatch.wire.rs.RsParts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The JSON of the national record, read strictly with a code map.
 *
 * <p>Reading never throws: it gives the record, or which field is wrong and what was expected. Numbers may be texts. The
 * three fields that say how a message was sent, {@code sentAt}, {@code sequence} and {@code replayed}, may stand beside
 * the national ones with the meaning that they have in a pass.
 */
public final class NationalJson {

    private static final Set<String> TRANSPORT = Set.of("sentAt", "sequence", "replayed");

    private NationalJson() {}

    /** Reads a vehicle pass. Pictures must have been taken out, see {@link NationalPictures}. */
    public static Decoded<NationalPass> pass(byte[] json, CodeMap map) {
        return StrictJson.read(json, fields -> PassTranslation.pass(new RecordReader(fields, map)));
    }

    /** Reads a black-smoke capture: a pass with nothing but its Ringelmann level. */
    public static Decoded<NationalPass> smoke(byte[] json, CodeMap map) {
        return StrictJson.read(json, fields -> PassTranslation.smoke(new RecordReader(fields, map)));
    }

    /** Reads a self-check, static or dynamic check. */
    public static Decoded<NationalCheck> check(byte[] json, CodeMap map) {
        return StrictJson.read(
                json, fields -> CheckTranslation.check(new RecordReader(fields, map), contentHash(json)));
    }

    /** Returns the SHA-256 of what a record says, without how it was sent. */
    public static String contentHash(byte[] json) {
        return JsonContent.hash(json, TRANSPORT);
    }

    /** Returns the number of a record that may be broken elsewhere, to answer it. */
    public static Optional<String> id(byte[] json, CodeMap map) {
        Stream<String> names = Stream.concat(
                Stream.of(NationalField.JLBH.name()),
                map.aliases().entrySet().stream()
                        .filter(alias -> alias.getValue().equals(NationalField.JLBH.name()))
                        .map(Map.Entry::getKey));
        return names.flatMap(name -> JsonContent.topLevelText(json, name).stream())
                .filter(text -> JsonFields.isPrintable(text, RsParts.MAX_ID))
                .findFirst();
    }
}
