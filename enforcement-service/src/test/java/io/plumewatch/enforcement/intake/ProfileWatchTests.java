package io.plumewatch.enforcement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.intake.LogConnection.RawEntry;
import io.plumewatch.wire.log.ProfileNotice;
import io.plumewatch.wire.log.Seal;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.national.CodeMaps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same name and version means the same content, at every gateway and here. */
class ProfileWatchTests {

    private static final String KEY = "first-key-0123456789abcdef01234567";
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");

    private final ProfileWatch watch =
            new ProfileWatch(Map.of("a@1", "11", "b@1", "22"), Seals.of("gateway-1=" + KEY + ",gateway-2=" + KEY));

    @Test
    void findsWhatIsMissingHereAndWhatHasOtherContent() {
        assertThat(watch.differences(List.of(notice("gateway-1", NOW, Map.of("a@1", "99", "c@1", "33"))), NOW))
                .containsExactly("gateway-1 has another a@1 than is here", "gateway-1 has c@1, which is missing here");
    }

    @Test
    void isContentWhenTheNewestNoticeOfEachGatewayAgreesAndAsksNothingOfThoseThatAreGone() {
        List<RawEntry> notices = List.of(
                notice("gateway-1", NOW, Map.of("a@1", "11")),
                notice("gateway-1", NOW.minusSeconds(60), Map.of("a@1", "99")),
                notice("gateway-2", NOW.minusSeconds(600), Map.of("c@1", "33")));

        assertThat(watch.differences(notices, NOW)).isEmpty();
    }

    @Test
    void believesNoticesOnlyWithASeal() {
        var forged = new RawEntry(
                Streams.PROFILES, "1-1", new ProfileNotice("gateway-1", NOW, Map.of("x@1", "1")).toFields());
        assertThat(watch.differences(List.of(forged), NOW)).isEmpty();
    }

    @Test
    void everyShippedMapHasADigestOfItsOwn() {
        assertThat(CodeMaps.shipped().digests().values())
                .doesNotHaveDuplicates()
                .allMatch(text -> text.matches("[0-9a-f]{16}"));
    }

    private static RawEntry notice(String gateway, Instant at, Map<String, String> digests) {
        Map<String, byte[]> fields = new ProfileNotice(gateway, at, digests).toFields();
        fields.put(Seal.FIELD, new Seal(KEY).of(Streams.PROFILES, fields));
        return new RawEntry(Streams.PROFILES, "1-1", fields);
    }
}
