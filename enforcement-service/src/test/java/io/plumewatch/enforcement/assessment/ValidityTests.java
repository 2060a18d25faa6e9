package io.plumewatch.enforcement.assessment;

import static io.plumewatch.enforcement.assessment.SampleFacts.RULEBOOK;
import static io.plumewatch.enforcement.assessment.SampleFacts.TRUCK;
import static io.plumewatch.enforcement.assessment.SampleFacts.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.assessment.Measurement.Observed;
import io.plumewatch.enforcement.assessment.Measurement.Place;
import io.plumewatch.enforcement.assessment.Measurement.Unit;
import io.plumewatch.enforcement.assessment.VehicleFacts.Calibration;
import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.rs.RsPass.Precipitation;
import io.plumewatch.wire.rs.RsPass.Weather;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A doubt favours the driver: each single doubt takes a measurement out. */
class ValidityTests {

    private static final Instant MORNING = at("2026-11-22T08:15:02");

    @ParameterizedTest
    @EnumSource(Doubt.class)
    void oneDoubtIsEnough(Doubt doubt) {
        assertThat(JudgementTests.text(SampleFacts.judge(TRUCK, doubt.pass(), RULEBOOK)))
                .isEqualTo(doubt.expected);
    }

    /** A measurement of 34 % with one thing about it. */
    enum Doubt {
        NOTHING("EXCEEDS"),
        CLAIMED_TRUST("INVALID NOT_TRUSTED"),
        CERTIFIED_TRUST("EXCEEDS"),
        UNKNOWN_CLOCK("EXCEEDS"),
        SUSPECT_CLOCK("INVALID CLOCK_SUSPECT"),
        CLEARED_CLOCK("EXCEEDS"),
        CONFIDENCE_89("INVALID PLATE_UNCERTAIN"),
        CONFIDENCE_90("EXCEEDS"),
        NO_CONFIDENCE("INVALID PLATE_UNCERTAIN"),
        BLUE_PLATE("INVALID VEHICLE_DIFFERS"),
        UNKNOWN_COLORS("EXCEEDS"),
        BODY_COLOR_IN_LOWER_CASE("EXCEEDS"),
        RED_BODY("INVALID VEHICLE_DIFFERS"),
        UNKNOWN_DEVICE("INVALID DEVICE_UNKNOWN"),
        VERIFIED_FROM_THAT_DAY("EXCEEDS"),
        VERIFIED_FROM_TOMORROW("INVALID DEVICE_NOT_VERIFIED"),
        VERIFIED_UNTIL_THAT_DAY("EXCEEDS"),
        VERIFIED_UNTIL_YESTERDAY("INVALID DEVICE_NOT_VERIFIED"),
        NO_SITE("INVALID SITE_NOT_PUBLISHED"),
        SECRET_SITE("INVALID SITE_NOT_PUBLISHED"),
        PUBLISHED_THAT_DAY("EXCEEDS"),
        PUBLISHED_TOMORROW("INVALID SITE_NOT_PUBLISHED"),
        SHARED_PHOTO("INVALID PHOTO_DOUBTFUL"),
        REJECTED("INVALID REJECTED_BY_OFFICER"),
        CALLED_INVALID("INVALID DEVICE_INVALID"),
        RAIN("INVALID WEATHER");

        private final String expected;

        Doubt(String expected) {
            this.expected = expected;
        }

        Measurement pass() {
            return new Measurement(
                    "A",
                    "RS-1",
                    "410800",
                    MORNING,
                    MORNING.plusSeconds(10),
                    trust(),
                    name().endsWith("CLOCK") ? clock() : ClockState.GOOD,
                    observed(),
                    Map.of(Pollutant.OPACITY, 34.0),
                    this == RAIN ? weather(1, 10, 50, 101, Precipitation.RAIN) : null,
                    unit(),
                    place(),
                    this == CLEARED_CLOCK,
                    this == SHARED_PHOTO,
                    this == REJECTED,
                    this == CALLED_INVALID);
        }

        private Trust trust() {
            return switch (this) {
                case CLAIMED_TRUST -> Trust.CLAIMED;
                case CERTIFIED_TRUST -> Trust.CERTIFIED;
                default -> Trust.ENROLLED;
            };
        }

        private ClockState clock() {
            return this == UNKNOWN_CLOCK ? ClockState.UNKNOWN : ClockState.SUSPECT;
        }

        private Observed observed() {
            return switch (this) {
                case CONFIDENCE_89 -> new Observed(0.89, null, null, null);
                case CONFIDENCE_90 -> new Observed(0.90, null, null, null);
                case NO_CONFIDENCE -> new Observed(0, null, null, null);
                case BLUE_PLATE -> new Observed(0.97, PlateColor.BLUE, "01", "WHITE");
                case UNKNOWN_COLORS -> new Observed(0.97, null, null, null);
                case BODY_COLOR_IN_LOWER_CASE -> new Observed(0.97, PlateColor.YELLOW, "01", "white");
                case RED_BODY -> new Observed(0.97, PlateColor.YELLOW, "01", "RED");
                default -> new Observed(0.97, PlateColor.YELLOW, "01", "WHITE");
            };
        }

        private @Nullable Unit unit() {
            LocalDate day = LocalDate.parse("2026-11-22");
            return switch (this) {
                case UNKNOWN_DEVICE -> null;
                case VERIFIED_FROM_THAT_DAY -> new Unit(day, null);
                case VERIFIED_FROM_TOMORROW -> new Unit(day.plusDays(1), null);
                case VERIFIED_UNTIL_THAT_DAY -> new Unit(null, day);
                case VERIFIED_UNTIL_YESTERDAY -> new Unit(null, day.minusDays(1));
                default -> new Unit(null, null);
            };
        }

        private @Nullable Place place() {
            LocalDate day = LocalDate.parse("2026-11-22");
            return switch (this) {
                case NO_SITE -> null;
                case SECRET_SITE -> new Place(113.24, 35.21, false, null);
                case PUBLISHED_THAT_DAY -> new Place(113.24, 35.21, true, day);
                case PUBLISHED_TOMORROW -> new Place(113.24, 35.21, true, day.plusDays(1));
                default -> new Place(113.24, 35.21, true, null);
            };
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            fair weather       |   1.2 |   8.1 |  41 | 101.2 | NONE | EXCEEDS
            wind at its limit  |   5   |   8.1 |  41 | 101.2 | NONE | EXCEEDS
            too much wind      |   5.1 |   8.1 |  41 | 101.2 | NONE | INVALID WEATHER
            at its coldest     |   1.2 | -30   |  41 | 101.2 | NONE | EXCEEDS
            too cold           |   1.2 | -30.1 |  41 | 101.2 | NONE | INVALID WEATHER
            at its hottest     |   1.2 |  45   |  41 | 101.2 | NONE | EXCEEDS
            too hot            |   1.2 |  45.1 |  41 | 101.2 | NONE | INVALID WEATHER
            damp               |   1.2 |   8.1 |  85 | 101.2 | NONE | EXCEEDS
            too damp           |   1.2 |   8.1 |  86 | 101.2 | NONE | INVALID WEATHER
            high up            |   1.2 |   8.1 |  41 |  69.9 | NONE | INVALID WEATHER
            deep down          |   1.2 |   8.1 |  41 | 106.1 | NONE | INVALID WEATHER
            rain               |   1.2 |   8.1 |  41 | 101.2 | RAIN | INVALID WEATHER
            snow               |   1.2 |   8.1 |  41 | 101.2 | SNOW | INVALID WEATHER
            fog                |   1.2 |   8.1 |  41 | 101.2 | FOG  | INVALID WEATHER
            dust               |   1.2 |   8.1 |  41 | 101.2 | DUST | INVALID WEATHER
            nothing recorded   |       |       |     |       |      | EXCEEDS
            """)
    void weatherMustBeWithinTheStandard(
            String what,
            @Nullable Double wind,
            @Nullable Double temperature,
            @Nullable Double humidity,
            @Nullable Double pressure,
            @Nullable Precipitation precipitation,
            String expected) {
        Measurement good = Doubt.NOTHING.pass();
        Measurement measured = new Measurement(
                good.passKey(),
                good.deviceNo(),
                good.areaCode(),
                good.measuredAt(),
                good.receivedAt(),
                good.trust(),
                good.clock(),
                good.observed(),
                good.values(),
                new Weather(temperature, humidity, pressure, wind, null, precipitation),
                good.device(),
                good.place(),
                false,
                false,
                false,
                false);

        assertThat(JudgementTests.text(SampleFacts.judge(TRUCK, measured, RULEBOOK)))
                .as(what)
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            65 km in an hour                            | 113.65 | 34.72 | 3600 | EXCEEDS EXCEEDS
            65 km in five minutes: two vehicles         | 113.65 | 34.72 | 300  | INVALID INVALID
            the same site within seconds: two units     | 113.24 | 35.21 | 3    | EXCEEDS EXCEEDS
            """)
    void oneVehicleCannotBeAtTwoPlaces(
            String what, double longitude, double latitude, long secondsLater, String expected) {
        Measurement here = Doubt.NOTHING.pass();
        Measurement there = elsewhere(here, longitude, latitude, secondsLater);
        List<Calibration> calibrations = List.of(SampleFacts.daily(MORNING, true));

        Assessed assessed = Assessment.assess(
                SampleFacts.facts(List.of(there, here), calibrations, List.of()), RULEBOOK, SampleFacts.LATER);

        assertThat(assessed.judgements())
                .as(what)
                .extracting(each -> each.verdict().name())
                .containsExactly(expected.split(" "));
    }

    @Test
    void anUncertainPlateElsewhereCastsNoDoubtOnThisVehicle() {
        Measurement here = Doubt.NOTHING.pass();
        Measurement misread = SampleFacts.uncertain(elsewhere(here, 114.3, 34.8, 60));

        Assessed assessed = Assessment.assess(
                SampleFacts.facts(List.of(here, misread), List.of(SampleFacts.daily(MORNING, true)), List.of()),
                RULEBOOK,
                SampleFacts.LATER);

        assertThat(assessed.judgements().stream().map(JudgementTests::text))
                .containsExactly("EXCEEDS", "INVALID PLATE_UNCERTAIN");
    }

    private static Measurement elsewhere(Measurement here, double longitude, double latitude, long secondsLater) {
        Measurement moved = SampleFacts.opacity("B", here.measuredAt().plusSeconds(secondsLater), 34);
        return new Measurement(
                moved.passKey(),
                moved.deviceNo(),
                moved.areaCode(),
                moved.measuredAt(),
                moved.receivedAt(),
                moved.trust(),
                moved.clock(),
                moved.observed(),
                moved.values(),
                null,
                moved.device(),
                new Place(longitude, latitude, true, null),
                false,
                false,
                false,
                false);
    }

    private static Weather weather(
            double wind, double temperature, double humidity, double pressure, Precipitation precipitation) {
        return new Weather(temperature, humidity, pressure, wind, null, precipitation);
    }

    @Test
    void aRecordThatItsUnitCallsInvalidCountsWherePolicyTakesNoHeedOfThat() {
        Policy before = SampleFacts.policy("BEFORE", Policy.NoUse.SCREENING_ONLY, true, true, false);

        assertThat(JudgementTests.text(SampleFacts.judge(
                        TRUCK, Doubt.CALLED_INVALID.pass(), new Rulebook(List.of(SampleFacts.HJ845), List.of(before)))))
                .isEqualTo("EXCEEDS");
    }

    @Test
    void reasonsAddUp() {
        Measurement twice = SampleFacts.observed(
                Doubt.VERIFIED_UNTIL_YESTERDAY.pass(), seen -> new Observed(0.5, PlateColor.BLUE, "01", null));

        assertThat(SampleFacts.judge(TRUCK, twice, RULEBOOK).reasons())
                .extracting(Enum::name)
                .containsAll(Stream.of("DEVICE_NOT_VERIFIED", "PLATE_UNCERTAIN", "VEHICLE_DIFFERS")
                        .toList());
    }
}
