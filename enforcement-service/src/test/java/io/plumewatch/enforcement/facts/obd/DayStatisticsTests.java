package io.plumewatch.enforcement.facts.obd;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DayStatisticsTests {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Instant EIGHT = Instant.parse("2026-11-20T00:00:00Z");

    private final Terminal terminal = new Terminal("LSTTEST0000000001", Trust.ENROLLED);

    @Test
    void anHourWithoutAFaultIsWhole() {
        var entries = new ArrayList<LogEntry>();
        entries.add(terminal.login(EIGHT));
        entries.addAll(drive(EIGHT, 360, 1));
        entries.add(terminal.logout(EIGHT.plusSeconds(3599)));

        DayStatistics day = Book.of(entries).day(DAY);

        assertThat(day.operatingMinutes()).isEqualTo(60);
        assertThat(day.onlineRate()).isEqualTo(1);
        assertThat(day.cadenceSeconds()).isEqualTo(1);
        assertThat(day.receivedBlocks()).isEqualTo(3600);
        assertThat(day.completeness()).isEqualTo(1);
        assertThat(day.lateBlocks()).isZero();
        assertThat(day.claimedBlocks()).isZero();
        assertThat(day.signatures().absent()).isEqualTo(3600);
        assertThat(day.serials()).isEqualTo(new DayStatistics.Serials(360, 0, 0));
        assertThat(day.remarks()).containsExactly("NO_DIAGNOSTICS");
    }

    /** Ten minutes without a link: offline, then filled from the store under a serial of its own. */
    @Test
    void aGapThatTheStoreFillsIsCompleteAndWasOfflineAllTheSame() {
        var entries = new ArrayList<LogEntry>();
        entries.addAll(drive(EIGHT, 60, 1));
        entries.addAll(drive(EIGHT.plusSeconds(1200), 60, 61));
        DayStatistics before = Book.of(entries).day(DAY);
        for (int i = 0; i < 60; i++) {
            entries.add(terminal.stored(EIGHT.plusSeconds(600 + 10 * i), 10, 121 + i, EIGHT.plusSeconds(1800 + i)));
        }
        DayStatistics after = Book.of(entries).day(DAY);

        assertThat(before.completeness()).isEqualTo(0.6667);
        assertThat(after.completeness()).isEqualTo(1);
        assertThat(after.supplementaryBlocks()).isEqualTo(600);
        assertThat(after.lateBlocks()).isEqualTo(600);
        assertThat(after.offlinePeriods()).isEqualTo(before.offlinePeriods()).isOne();
        assertThat(after.longestBreakSeconds()).isEqualTo(601);
        assertThat(after.onlineMinutes()).isEqualTo(20);
        assertThat(after.operatingMinutes()).isEqualTo(30);
        assertThat(after.serials()).isEqualTo(new DayStatistics.Serials(180, 0, 0));
        assertThat(after.remarks()).contains("OFFLINE").doesNotContain("LATE_DATA");
    }

    @Test
    void oneBlockForTenSecondsIsACadenceToo() {
        var entries = new ArrayList<LogEntry>();
        for (int i = 0; i < 90; i++) {
            entries.add(terminal.live(EIGHT.plusSeconds(10 * i), 1, i + 1));
        }
        DayStatistics day = Book.of(entries).day(DAY);

        assertThat(day.cadenceSeconds()).isEqualTo(10);
        assertThat(day.expectedBlocks()).isEqualTo(90);
        assertThat(day.completeness()).isEqualTo(1);
    }

    @Test
    void everyLoginBeginsASpanAndTheNightIsNoneOfThem() {
        var entries = new ArrayList<LogEntry>();
        entries.add(terminal.login(EIGHT));
        entries.addAll(drive(EIGHT.plusSeconds(90), 30, 1));
        entries.add(terminal.login(EIGHT.plusSeconds(30_000)));
        entries.add(terminal.logout(EIGHT.plusSeconds(30_119)));
        DayStatistics day = Book.of(entries).day(DAY);

        assertThat(day.operatingMinutes()).isEqualTo(7 + 2);
        assertThat(day.onlineMinutes()).isEqualTo(6);
        assertThat(day.logins()).isEqualTo(2);
        assertThat(day.lateFirstData()).isEqualTo(2);
    }

    @Test
    void twoStoriesOfOneSecondAreAConflictAndACopyIsNone() {
        Instant sentAt = EIGHT.plusSeconds(20);
        List<LogEntry> entries = List.of(
                terminal.upload(EIGHT, 10, 1, 50, false, sentAt),
                terminal.upload(EIGHT, 10, 2, 50, true, sentAt),
                terminal.upload(EIGHT.plusSeconds(5), 5, 3, 90, true, sentAt));
        DayStatistics day = Book.of(entries).day(DAY);

        assertThat(day.receivedBlocks()).isEqualTo(10);
        assertThat(day.conflictingBlocks()).isEqualTo(5);
        assertThat(day.supplementaryBlocks()).isZero();
    }

    @Test
    void aWrongSignatureShowsWhateverElseCame() {
        List<LogEntry> entries = List.of(
                signed(terminal.live(EIGHT, 10, 1), "VALID/CHIPID0000000001"),
                signed(terminal.live(EIGHT.plusSeconds(5), 10, 2), "INVALID"),
                signed(terminal.live(EIGHT.plusSeconds(15), 10, 3), "NO_KEY"),
                terminal.live(EIGHT.plusSeconds(25), 10, 4));
        DayStatistics day = Book.of(entries).day(DAY);

        assertThat(day.signatures()).isEqualTo(new DayStatistics.Signatures(10, 10, 10, 10));
        assertThat(day.remarks()).contains("SIGNATURE_INVALID");
    }

    @Test
    void whatNoAuthenticatedSessionSentIsClaimed() {
        var stranger = new Terminal(terminal.vin(), Trust.CLAIMED);
        List<LogEntry> entries = List.of(
                stranger.live(EIGHT, 10, 1), stranger.live(EIGHT.plusSeconds(10), 10, 2), terminal.live(EIGHT, 10, 1));

        assertThat(Book.of(entries).day(DAY).claimedShare()).isEqualTo(0.5);
    }

    @Test
    void whatIsOlderThanAStoreHoldsOrOfTomorrowIsOfNoDay() {
        Instant tooOld = EIGHT.minusSeconds(8 * 86_400 + 60);
        List<LogEntry> entries = List.of(
                terminal.stored(tooOld, 10, 1, EIGHT),
                terminal.upload(EIGHT.plusSeconds(900), 10, 1, 50, false, EIGHT));

        assertThat(Book.of(entries).day(DAY).receivedBlocks()).isZero();
        assertThat(Book.of(entries).day(DAY.minusDays(8)).receivedBlocks()).isZero();
    }

    @Test
    void noOrderAndNoRepetitionOfPacketsChangesAnything() {
        List<LogEntry> day = difficultDay();
        DayStatistics expected = Book.of(day).day(DAY);
        assertThat(expected.conflictingBlocks()).isPositive();

        for (long seed = 1; seed <= 25; seed++) {
            var random = new Random(seed);
            var again = new ArrayList<>(day);
            for (int i = 0; i < 40; i++) {
                again.add(day.get(random.nextInt(day.size())));
            }
            Collections.shuffle(again, random);

            assertThat(Book.of(again).day(DAY)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private List<LogEntry> difficultDay() {
        var random = new Random(42);
        var stranger = new Terminal(terminal.vin(), Trust.CLAIMED);
        var entries = new ArrayList<LogEntry>();
        for (int i = 0; i < 120; i++) {
            Instant at = EIGHT.plusSeconds(random.nextInt(3_600));
            int blocks = 1 + random.nextInt(10);
            int serial = random.nextInt(300);
            entries.add(
                    switch (random.nextInt(6)) {
                        case 0 -> terminal.login(at);
                        case 1 -> terminal.logout(at);
                        case 2 -> terminal.stored(at, blocks, serial, at.plusSeconds(random.nextInt(86_400)));
                        case 3 -> stranger.live(at, blocks, serial);
                        case 4 -> terminal.upload(at, blocks, serial, 70, false, at.plusSeconds(random.nextInt(90)));
                        default -> terminal.live(at, blocks, serial);
                    });
        }
        return entries;
    }

    private static LogEntry signed(LogEntry entry, String verdict) {
        return new LogEntry(
                entry.kind(),
                entry.device(),
                entry.trust(),
                entry.clock(),
                entry.measuredAt(),
                entry.receivedAt(),
                entry.replayed(),
                entry.key(),
                entry.gateway(),
                entry.profile(),
                verdict,
                entry.payload());
    }

    private List<LogEntry> drive(Instant from, int packets, int firstSerial) {
        var entries = new ArrayList<LogEntry>();
        for (int i = 0; i < packets; i++) {
            entries.add(terminal.live(from.plusSeconds(10L * i), 10, firstSerial + i));
        }
        return entries;
    }
}
