package io.plumewatch.wire.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hj212TimeTests {

    @ParameterizedTest
    @CsvSource({"20260315101500, 2026-03-15T02:15:00Z", "20210305003817009, 2021-03-04T16:38:17.009Z"})
    void readsSecondsAndMilliseconds(String text, Instant time) {
        assertThat(Hj212Time.read(text)).contains(time);
        assertThat(text.length() == 14 ? Hj212Time.seconds(time) : Hj212Time.millis(time))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1617951053103", "20260230101500", "20260315241500", "2026031510150", "2026031510150x"})
    void readsNothingElse(String text) {
        assertThat(Hj212Time.read(text)).isEmpty();
    }

    @Test
    void cutsWhatIsFinerThanItsForm() {
        assertThat(Hj212Time.millis(Instant.parse("2026-03-15T02:15:00.0099Z"))).isEqualTo("20260315101500009");
    }
}
