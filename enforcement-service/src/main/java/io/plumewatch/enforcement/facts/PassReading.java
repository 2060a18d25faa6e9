package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.national.CodeMap;
import io.plumewatch.wire.national.NationalJson;
import io.plumewatch.wire.national.NationalPass;
import io.plumewatch.wire.rs.Plausibility;
import io.plumewatch.wire.rs.RsJson;
import io.plumewatch.wire.rs.RsPass;
import io.plumewatch.wire.rs.RsWarning;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads passes in whatever form they came, the same way as the gateway read them. */
@Component
class PassReading {

    private final NationalMaps maps;

    PassReading(NationalMaps maps) {
        this.maps = maps;
    }

    /**
     * A pass read.
     *
     * @param contentHash hash of what it says, without how it was sent
     * @param payload what it will be judged by: our own JSON
     */
    record Reading(RsPass pass, String contentHash, PassOrigin origin, byte[] payload) {}

    /** Reads an entry whose code map we have, see {@link NationalMaps}. */
    Decoded<Reading> read(LogEntry entry) {
        if (entry.kind() == EntryKind.PASS) {
            return own(entry);
        }
        CodeMap map = maps.of(entry).orElseThrow();
        Decoded<NationalPass> decoded = entry.kind() == EntryKind.NATIONAL_SMOKE
                ? NationalJson.smoke(entry.payload(), map)
                : NationalJson.pass(entry.payload(), map);
        return decoded instanceof Decoded.Ok<NationalPass> ok
                ? new Decoded.Ok<>(national(entry, ok.value(), map))
                : bad((Decoded.Bad<?>) decoded);
    }

    private static Decoded<Reading> own(LogEntry entry) {
        Decoded<RsPass> decoded = RsJson.pass(entry.payload());
        if (!(decoded instanceof Decoded.Ok<RsPass> ok)) {
            return bad((Decoded.Bad<?>) decoded);
        }
        List<RsWarning> warnings = Plausibility.shipped().warnings(ok.value(), Plausibility.Writing.ROUNDED);
        var origin = new PassOrigin(EntryKind.PASS, null, null, null, null, warnings);
        return new Decoded.Ok<>(new Reading(ok.value(), RsJson.contentHash(entry.payload()), origin, entry.payload()));
    }

    private static Reading national(LogEntry entry, NationalPass record, CodeMap map) {
        List<RsWarning> warnings = Stream.concat(
                        record.warnings().stream(),
                        Plausibility.shipped().warnings(record.pass(), map.writing()).stream())
                .toList();
        var origin = new PassOrigin(
                entry.kind(),
                record.profile(),
                record.verdict() == null ? null : record.verdict().name(),
                record.invalidReason(),
                record.video(),
                warnings);
        return new Reading(
                record.pass(), NationalJson.contentHash(entry.payload()), origin, RsJson.write(record.pass()));
    }

    private static <T> Decoded.Bad<T> bad(Decoded.Bad<?> bad) {
        return new Decoded.Bad<>(bad.reason(), bad.field(), bad.expected());
    }
}
