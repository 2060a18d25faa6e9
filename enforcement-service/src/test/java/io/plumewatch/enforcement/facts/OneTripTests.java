package io.plumewatch.enforcement.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plumewatch.enforcement.testing.EnforcementTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** Questions that share a trip get their own answers. */
@EnforcementTest
class OneTripTests {

    private static final RowMapper<String> FIRST_COLUMN = (row, n) -> row.getString(1);

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void answersEachQuestionWithItsOwnRowsHoweverOftenItIsAsked() {
        for (int n = 0; n < 10; n++) {
            var trip = new OneTrip(List.of(3L, 4L));
            List<String> all = trip.ask("select id from unnest(?) id order by id", FIRST_COLUMN);
            List<String> none = trip.ask("select 'x' where 5 = any(?)", FIRST_COLUMN);
            List<String> last = trip.ask("select max(id) * 2 from unnest(?) id", FIRST_COLUMN);

            trip.go(jdbc);

            assertThat(all).containsExactly("3", "4");
            assertThat(none).isEmpty();
            assertThat(last).containsExactly("8");
        }
    }

    @Test
    void failsWithTheQuestionThatFails() {
        var trip = new OneTrip(List.of(3L));
        trip.ask("select id from unnest(?) id", FIRST_COLUMN);
        trip.ask("select 1 / (id - 3) from unnest(?) id", FIRST_COLUMN);

        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> trip.go(jdbc));
    }
}
