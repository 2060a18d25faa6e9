package io.plumewatch.gateway.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.log.Bundle;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Seal;
import io.plumewatch.wire.log.Trust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParcelTests {

    private static final Author AUTHOR = new Author("gateway-1", null);

    @Test
    void bundlesTheReadingsOfEachStreamInTheirOrder() {
        List<Append> batch = IntStream.range(0, 100)
                .mapToObj(n -> reading("telemetry:{" + n % 2 + "}", n, 10))
                .toList();

        List<Parcel> parcels = Parcel.of(batch, AUTHOR);

        assertThat(parcels).hasSize(4);
        for (String stream : new String[] {"telemetry:{0}", "telemetry:{1}"}) {
            assertThat(keys(parcels, stream))
                    .isEqualTo(batch.stream()
                            .filter(append -> append.stream().equals(stream))
                            .map(append -> "k" + batch.indexOf(append))
                            .toList());
        }
        assertThat(parcels.stream().flatMap(parcel -> parcel.appends().stream()))
                .containsExactlyInAnyOrderElementsOf(batch);
        assertThat(parcels).allSatisfy(parcel -> assertThat(parcel.appends()).hasSizeLessThanOrEqualTo(Bundle.MOST));
    }

    @Test
    void leavesEvidenceInEntriesOfItsOwn() {
        var fields = Map.of("v", "2".getBytes(UTF_8));
        var first = new Append("evidence", new Append.Fields(fields), 0, new CompletableFuture<>());
        var second = new Append("evidence", new Append.Fields(fields), 0, new CompletableFuture<>());

        List<Parcel> parcels = Parcel.of(List.of(first, reading("telemetry:{0}", 1, 10), second), AUTHOR);

        assertThat(parcels)
                .filteredOn(parcel -> parcel.stream().equals("evidence"))
                .hasSize(2);
        assertThat(parcels).allSatisfy(parcel -> assertThat(parcel.appends()).hasSize(1));
    }

    @Test
    void sendsABundleThatHasEnoughBytes() {
        List<Append> batch = IntStream.range(0, 6)
                .mapToObj(n -> reading("telemetry:{0}", n, 30_000))
                .toList();

        assertThat(Parcel.of(batch, AUTHOR))
                .extracting(parcel -> parcel.appends().size())
                .containsExactly(3, 3);
    }

    @Test
    void sealsABundleAsAWhole() {
        var seal = new Seal("a key that is long enough for a seal");
        Parcel parcel = Parcel.of(List.of(reading("telemetry:{0}", 1, 10)), new Author("gateway-1", seal))
                .get(0);

        assertThat(seal.fits("telemetry:{0}", parcel.fields())).isTrue();
        assertThat(seal.fits("telemetry:{1}", parcel.fields())).isFalse();
    }

    private static List<String> keys(List<Parcel> parcels, String stream) {
        var keys = new ArrayList<String>();
        for (Parcel parcel : parcels) {
            if (parcel.stream().equals(stream)) {
                LogEntry.all(parcel.fields()).forEach(entry -> keys.add(entry.key()));
            }
        }
        return keys;
    }

    private static Append reading(String stream, int n, int bytes) {
        var entry = new LogEntry(
                EntryKind.OBD,
                "LSTTEST0000000001",
                Trust.ENROLLED,
                ClockState.GOOD,
                null,
                Instant.ofEpochMilli(1_795_306_503_000L),
                false,
                "k" + n,
                "gateway-1",
                new byte[bytes]);
        return new Append(stream, new Append.Reading(entry.packed()), 0, new CompletableFuture<>());
    }
}
