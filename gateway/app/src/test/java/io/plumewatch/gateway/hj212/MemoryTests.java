package io.plumewatch.gateway.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.hj212.Hj212Command;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is remembered of periods, packets and requests, and what is forgotten. */
class MemoryTests {

    private static final Instant EIGHT = Instant.parse("2026-03-15T00:00:00Z");
    private static final Hj212Settings.History RULES =
            new Hj212Settings.History(true, 24, Duration.ofMinutes(2), Duration.ofMinutes(1), 60, 2, 60);

    @Test
    void aPeriodIsMissingWhenALaterOneComesAndNoMoreWhenItComes() {
        var periods = new Periods(Duration.ofMinutes(1), 60);

        assertThat(periods.received(EIGHT)).isZero();
        assertThat(periods.received(minute(3))).isEqualTo(2);
        assertThat(periods.received(minute(1))).isEqualTo(-1);
        assertThat(periods.received(minute(1))).isZero();
        assertThat(periods.received(minute(4))).isZero();
        assertThat(periods.missing()).isEqualTo(1);
    }

    @Test
    void aLongGapIsRememberedAsFarAsTheWindowGoes() {
        var periods = new Periods(Duration.ofMinutes(1), 60);
        periods.received(EIGHT);

        assertThat(periods.received(minute(1000))).isEqualTo(60);
        assertThat(periods.oldestGap(minute(2000), 1440)).contains(new Request.History(minute(941), minute(999)));
    }

    @Test
    void missingPeriodsAreAlwaysThoseBehindTheLatestThatNeverCame() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var periods = new Periods(Duration.ofMinutes(1), 10_000);
            Set<Integer> came = new HashSet<>();
            int first = -1;
            int latest = -1;
            long balance = 0;
            for (int i = 0; i < 40; i++) {
                int period = first < 0 ? 10 : Math.max(first, latest - 8 + random.nextInt(14));
                first = first < 0 ? period : first;
                latest = Math.max(latest, period);
                came.add(period);
                balance += periods.received(minute(period));
            }
            int expected = latest - first + 1 - came.size();
            assertThat(balance).as("seed %d", seed).isEqualTo(expected);
            assertThat(periods.missing()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void aGapIsPulledOnceItIsOldEnoughAndNotTooOften() {
        var gaps = new Gaps(RULES, Duration.ofMinutes(1));
        gaps.received(Hj212Command.MINUTE_DATA, EIGHT, minute(1));
        gaps.received(Hj212Command.MINUTE_DATA, minute(4), minute(5));

        assertThat(gaps.nextPull(minute(6))).isEmpty();
        assertThat(gaps.nextPull(minute(7))).map(Request::history).contains(new Request.History(minute(1), minute(3)));
        assertThat(gaps.nextPull(minute(7).plusSeconds(59))).isEmpty();
        assertThat(gaps.nextPull(minute(8))).isPresent();
    }

    @Test
    void aStationThatTellsALongerPeriodMissesNothingThatItNeverHas() {
        var gaps = new Gaps(RULES, Duration.ofMinutes(5));
        gaps.minuteIs(Duration.ofMinutes(10));
        gaps.received(Hj212Command.MINUTE_DATA, EIGHT, minute(10));

        assertThat(gaps.received(Hj212Command.MINUTE_DATA, minute(10), minute(20)))
                .isZero();
        assertThat(gaps.received(Hj212Command.MINUTE_DATA, minute(30), minute(40)))
                .isEqualTo(1);
    }

    @Test
    void whatAStationDoesNotHaveIsAskedForSoOftenOnly() {
        var gaps = new Gaps(RULES, Duration.ofMinutes(1));
        gaps.received(Hj212Command.HOUR_DATA, EIGHT, minute(60));
        gaps.received(Hj212Command.HOUR_DATA, minute(180), minute(240));
        var asked = new ArrayList<Request>();
        for (int i = 0; i < 10; i++) {
            Optional<Request> pull = gaps.nextPull(minute(300 + i));
            pull.ifPresent(asked::add);
            pull.ifPresent(gaps::pulled);
        }

        assertThat(asked).hasSize(2);
        assertThat(asked.get(0).cn()).isEqualTo(Hj212Command.HOUR_DATA);
    }

    @Test
    void aMessageInPacketsIsWholeInAnyOrderAndOnce() {
        var joins = new Joins(Duration.ofSeconds(60), 100);
        var key = new Joins.Key("AIR-1", "22", "2061", "20260315100000", 2);

        assertThat(joins.add(key, 2, EIGHT)).isFalse();
        assertThat(joins.add(key, 2, EIGHT)).isFalse();
        assertThat(joins.add(key, 1, EIGHT)).isTrue();
        assertThat(joins.add(key, 1, EIGHT)).isFalse();
        assertThat(joins.expire(EIGHT.plusSeconds(60))).isEmpty();
        assertThat(joins.size()).isZero();
    }

    @Test
    void aMessageWhosePacketsDoNotComeIsIncompleteWhenItsTimeIsOver() {
        var joins = new Joins(Duration.ofSeconds(60), 100);
        joins.add(new Joins.Key("AIR-1", "22", "2061", "20260315100000", 3), 1, EIGHT);

        assertThat(joins.expire(EIGHT.plusSeconds(59))).isEmpty();
        assertThat(joins.expire(EIGHT.plusSeconds(60))).containsExactly(new Joins.Incomplete("AIR-1", 2));
    }

    @Test
    void theOldestMessageInPacketsGivesWayBeyondTheBound() {
        var joins = new Joins(Duration.ofSeconds(60), 10);
        for (int i = 0; i < 25; i++) {
            joins.add(new Joins.Key("AIR-" + i, "22", "2061", "20260315100000", 2), 1, EIGHT);
        }

        assertThat(joins.expire(EIGHT)).hasSize(15).startsWith(new Joins.Incomplete("AIR-0", 1));
        assertThat(joins.size()).isEqualTo(10);
    }

    @Test
    void noTwoRequestsHaveTheSameQnAndALaterOneHasAGreaterOne() {
        var qns = new QnSource();
        String before = "";
        for (int i = 0; i < 2_000; i++) {
            String qn = qns.next(EIGHT.plusMillis(i / 100).minusMillis(i % 7));
            assertThat(qn).hasSize(17).isGreaterThan(before);
            before = qn;
        }
    }

    @Test
    void ticketsAreForgottenOldestFirstAndShownOnlyForTheirStation() {
        var tickets = new Tickets(10);
        for (int i = 0; i < 11; i++) {
            tickets.open("t" + i, "AIR-1", "GET_TIME", EIGHT);
        }
        tickets.note("t0", Outcome.SENT, EIGHT);

        assertThat(tickets.find("AIR-1", "t0")).isEmpty();
        assertThat(tickets.find("AIR-1", "t1")).isPresent();
        assertThat(tickets.find("AIR-2", "t1")).isEmpty();
    }

    @Test
    void pullsOfAllStationsTogetherAreLimited() {
        var rate = new PullRate(2);

        assertThat(rate.take(EIGHT)).isTrue();
        assertThat(rate.take(EIGHT)).isTrue();
        assertThat(rate.take(EIGHT)).isFalse();
        assertThat(rate.take(minute(1))).isTrue();
    }

    private static Instant minute(int minutes) {
        return EIGHT.plusSeconds(60L * minutes);
    }
}
