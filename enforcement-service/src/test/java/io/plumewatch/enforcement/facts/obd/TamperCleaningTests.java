package io.plumewatch.enforcement.facts.obd;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.EnforcementTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EnforcementTest
class TamperCleaningTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TamperAlarms alarms;

    private final String vin = "LST" + UUID.randomUUID().toString().substring(0, 14);

    @Test
    void keepsAlarmsForYearsAndThenNot() {
        alarms(1, "40 days");
        alarms(2, "20 days");

        clean(30);

        assertThat(left()).isEqualTo(2);
    }

    @Test
    void keepsTheLastAlarmsOfATerminalThatNeverStops() {
        alarms(1_200, "1 day");

        clean(1_100);

        assertThat(left()).isEqualTo(1_000);
        assertThat(alarms.last(vin, Instant.EPOCH, Instant.now()).orElseThrow())
                .isAfter(Instant.now().minus(Duration.ofDays(1)).minusSeconds(90));
    }

    private void clean(int keepDays) {
        new TamperCleaning(alarms, new ObdSettings(9, 400, keepDays, 1_000), Clock.systemUTC()).clean();
    }

    private void alarms(int count, String ago) {
        jdbc.sql("""
                insert into obd_tamper (alarm_key, vin, at, received_at, trust, clock, position_valid, payload)
                select gen_random_uuid()::text, :vin, at, at, 'ENROLLED', 'GOOD', false, ''
                  from (select now() - cast(:ago as interval) - n * interval '1 minute' as at
                          from generate_series(1, :count) n) alarms
                """).param("vin", vin).param("ago", ago).param("count", count).update();
    }

    private int left() {
        return jdbc.sql("select count(*) from obd_tamper where vin = :vin")
                .param("vin", vin)
                .query(Integer.class)
                .single();
    }
}
