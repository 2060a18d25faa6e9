package io.plumewatch.gateway.obd;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.obd.ObdBlock;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.Octets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObdFactsTests {

    private static final OffsetDateTime FIRST = OffsetDateTime.parse("2026-11-22T08:15:02+08:00");

    @Test
    void aPacketOfTenSecondsIsSentWhenItsLastOneIsOver() {
        ObdFacts facts = ObdFacts.of(packet(Layout.A, false));

        assertThat(facts.measuredAt()).isEqualTo(FIRST.toInstant());
        assertThat(facts.sentAt()).isEqualTo(Instant.parse("2026-11-22T00:15:11Z"));
    }

    @Test
    void aPacketFromTheStoreDoesNotTellWhenItWasSent() {
        assertThat(ObdFacts.of(packet(Layout.A, true)).sentAt()).isNull();
    }

    @Test
    void aLayoutWithATimeOfSendingIsBelieved() {
        assertThat(ObdFacts.of(packet(Layout.C, true)).sentAt()).isEqualTo(FIRST.toInstant());
    }

    private static ObdMessage packet(Layout layout, boolean stored) {
        List<ObdBlock> blocks = IntStream.range(0, 10)
                .mapToObj(second -> new ObdBlock(
                        0x80, null, FIRST.plusSeconds(second), new ObdBlock.Vendor(Octets.NONE, true), null))
                .toList();
        return new ObdMessage.Upload(stored, layout, FIRST, layout == Layout.A ? null : 1, blocks, null);
    }
}
