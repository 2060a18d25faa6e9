package io.plumewatch.enforcement.standards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which limits and which policy hold where and when. */
class RulebookTests {

    private static final Rulebook RULEBOOK = new Rulebook(
            List.of(limits("HJ845-2017", "2017-07-27", "2030-06-30"), limits("HJ845-2030", "2030-07-01", null)),
            List.of(
                    policy("DEFAULT", "000000", "2017-07-27", null),
                    policy("HENAN", "410000", "2020-01-01", null),
                    policy("JIAOZUO", "410800", "2021-01-01", "2021-12-31"),
                    policy("JIAOZUO-2", "410800", "2021-07-01", null),
                    policy("JIEFANG", "410802", "2022-01-01", null)));

    @ParameterizedTest
    @CsvSource(textBlock = """
            2017-07-26, none
            2017-07-27, HJ845-2017
            2030-06-30, HJ845-2017
            2030-07-01, HJ845-2030
            """)
    void theLimitsOfTheDayHold(LocalDate day, String expected) {
        assertThat(RULEBOOK.limitsOn(day).map(Limits::version).orElse("none")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            110000, 2026-01-01, DEFAULT
            410100, 2019-12-31, DEFAULT
            410100, 2020-01-01, HENAN
            410881, 2021-01-01, JIAOZUO
            410800, 2021-07-01, JIAOZUO-2
            410802, 2021-12-31, JIAOZUO-2
            410802, 2022-01-01, JIEFANG
            410803, 2022-01-01, JIAOZUO-2
            """)
    void theMostSpecificPolicyHoldsAndOfTheseTheYoungest(String area, LocalDate day, String expected) {
        assertThat(RULEBOOK.policyFor(area, day).version()).isEqualTo(expected);
    }

    @Test
    void namesTheTableWhenNoPolicyHolds() {
        assertThatIllegalStateException()
                .isThrownBy(() -> RULEBOOK.policyFor("410800", LocalDate.parse("2017-01-01")))
                .withMessageContaining("enforcement_policy");
    }

    @Test
    void aDayIsADayInChina() {
        assertThat(Rulebook.lawDay(Instant.parse("2026-11-21T16:00:00Z"))).isEqualTo("2026-11-22");
        assertThat(Rulebook.lawDay(Instant.parse("2026-11-21T15:59:59.999Z"))).isEqualTo("2026-11-21");
    }

    @Test
    void anotherSettlingTimeIsAnotherVersion() {
        Policy changed = policy("DEFAULT", "000000", "2017-07-27", null).withSettleHours(0);

        assertThat(changed.settleHours()).isZero();
        assertThat(changed.version()).isEqualTo("DEFAULT+settle0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PolicySettings(-1))
                .withMessage("plumewatch.policy.settle-hours is -1 but must be 0 or more");
    }

    private static Limits limits(String version, String from, @Nullable String to) {
        return new Limits(
                version,
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                30,
                1,
                1500,
                5,
                -30,
                45,
                85,
                70,
                106,
                "test");
    }

    private static Policy policy(String version, String area, String from, @Nullable String to) {
        return new Policy(
                version,
                area,
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                Policy.NoUse.SCREENING_ONLY,
                6,
                true,
                true,
                24,
                0.9,
                150,
                8,
                120,
                24,
                2,
                2,
                15,
                true,
                false,
                true,
                "test");
    }
}
