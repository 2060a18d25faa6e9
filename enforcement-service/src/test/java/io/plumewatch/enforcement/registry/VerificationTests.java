package io.plumewatch.enforcement.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTests {

    private static final List<Verification> HISTORY = List.of(
            new Verification(day("2026-01-01"), day("2026-12-31"), "JL-26"),
            new Verification(day("2027-02-01"), null, "JL-27"));

    private static final Device UNIT = new Device(
            "RS-0001",
            Device.Kind.RS_FIXED,
            "410802",
            "S-1",
            null,
            null,
            "JL-27",
            day("2027-02-01"),
            null,
            null,
            null,
            null,
            Device.State.ACTIVE);

    @ParameterizedTest
    @CsvSource({"2026-01-01, JL-26", "2026-12-31, JL-26", "2027-01-15, JL-26", "2027-02-01, JL-27", "2030-01-01, JL-27"
    })
    void theLatestThatHasBegunDecides(LocalDate day, String certificateNo) {
        assertThat(UNIT.on(day, HISTORY).certificateNo()).isEqualTo(certificateNo);
    }

    @Test
    void whatWasMeasuredUnderTheOneBeforeKeepsItsDays() {
        Device then = UNIT.on(day("2026-06-01"), HISTORY);

        assertThat(then.verifiedFrom()).isEqualTo(day("2026-01-01"));
        assertThat(then.verifiedUntil()).isEqualTo(day("2026-12-31"));
    }

    @Test
    void beforeTheFirstOneNothingIsVerified() {
        assertThat(UNIT.on(day("2025-12-31"), HISTORY).verifiedFrom()).isEqualTo(day("2026-01-01"));
    }

    @Test
    void oneWithoutAFirstDayHasAlwaysBegun() {
        List<Verification> always = List.of(new Verification(null, null, "JL-0"));

        assertThat(UNIT.on(day("2000-01-01"), always).certificateNo()).isEqualTo("JL-0");
        assertThat(UNIT.on(day("2000-01-01"), List.of())).isEqualTo(UNIT);
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
