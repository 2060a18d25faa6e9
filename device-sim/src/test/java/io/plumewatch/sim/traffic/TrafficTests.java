package io.plumewatch.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.plate.LicensePlate;
import io.plumewatch.wire.plate.PlateType;
import io.plumewatch.wire.rs.RsJson;
import io.plumewatch.wire.rs.RsPass;
import io.plumewatch.wire.vin.Vin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    private final Traffic traffic = new Traffic(Scenario.city(0, TODAY));

    @Test
    void anyPassCanBeMadeAgainByItself() {
        var again = new Traffic(Scenario.city(0, TODAY));
        int smoking = smokingPasses(traffic).get(0);

        assertThat(again.history(smoking).pass())
                .isEqualTo(traffic.history(smoking).pass());
        assertThat(again.history(smoking).photos().get(1))
                .isEqualTo(traffic.history(smoking).photos().get(1));
        assertThat(again.live(17, Instant.EPOCH).pass())
                .isEqualTo(traffic.live(17, Instant.EPOCH).pass());
    }

    @Test
    void noTwoVehiclesShareAPlateOrAVin() {
        List<CityVehicle> vehicles = traffic.vehicles().toList();

        assertThat(vehicles).extracting(CityVehicle::plateNumber).doesNotHaveDuplicates();
        assertThat(vehicles).extracting(CityVehicle::vin).doesNotHaveDuplicates();
        assertThat(vehicles).allSatisfy(vehicle -> {
            assertThat(LicensePlate.parse(vehicle.plateNumber()).family().standard())
                    .isTrue();
            assertThat(PlateType.of(vehicle.plateType()).orElseThrow().usualColor())
                    .contains(vehicle.color());
            assertThat(Vin.of(vehicle.vin()).checkDigitHolds()).isTrue();
        });
    }

    @Test
    void whatAUnitSendsCanBeRead() {
        for (int i = 0; i < traffic.historyLength(); i += 7) {
            RsPass pass = traffic.history(i).pass();
            assertThat(RsJson.pass(RsJson.write(pass))).isEqualTo(new Decoded.Ok<>(pass));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void theSmokersOfTheHistoryExceedTwiceMoreThanADayApartAndTheOthersOnce(int run) {
        var played = new Traffic(Scenario.city(run, TODAY));
        Map<String, List<OffsetDateTime>> exceedances = smokingPasses(played).stream()
                .map(i -> played.history(i).pass())
                .collect(Collectors.groupingBy(
                        pass -> pass.plate().number(), Collectors.mapping(RsPass::measuredAt, Collectors.toList())));

        assertThat(exceedances).hasSize(Scenario.smokers());
        assertThat(exceedances.values().stream().filter(times -> times.size() == 2))
                .hasSize(Scenario.HISTORY_SMOKERS)
                .allSatisfy(times ->
                        assertThat(Duration.between(times.get(0), times.get(1))).isGreaterThan(Duration.ofHours(24)));
        assertThat(exceedances.values().stream().filter(times -> times.size() == 1))
                .hasSize(Scenario.LIVE_SMOKERS);
    }

    @Test
    void aSmokerLiveSmokedOnceInTheHistory() {
        var before = smokingPasses(traffic).stream()
                .map(i -> traffic.history(i).pass().plate().number())
                .collect(Collectors.toSet());
        List<MeasuredPass> live = IntStream.range(0, Scenario.LIVE_SMOKERS * Scenario.LIVE_STRIDE)
                .mapToObj(i -> traffic.live(i, Instant.EPOCH))
                .filter(MeasuredPass::smoking)
                .toList();

        assertThat(live).hasSize(Scenario.LIVE_SMOKERS);
        assertThat(live).allSatisfy(pass -> {
            assertThat(before).contains(pass.pass().plate().number());
            assertThat(pass.pass().plate().confidenceOrZero()).isGreaterThanOrEqualTo(0.90);
        });
    }

    @Test
    void onlySmokersAreOverTheLimitAndEachHasTwoPicturesOfItsOwn() throws IOException {
        for (int i = 0; i < traffic.historyLength(); i++) {
            MeasuredPass pass = traffic.history(i);
            Double opacity =
                    pass.pass().exhaust() == null ? null : pass.pass().exhaust().opacityPercent();
            assertThat(opacity != null && opacity > 30).isEqualTo(pass.smoking());
            assertThat(pass.photos()).hasSize(pass.smoking() ? 2 : 0);
        }
        List<byte[]> photos = smokingPasses(traffic).stream()
                .flatMap(i -> traffic.history(i).photos().stream())
                .toList();
        assertThat(photos.stream().map(Sha256::hex)).doesNotHaveDuplicates();
        assertThat(ImageIO.read(new ByteArrayInputStream(photos.get(0))).getWidth())
                .isEqualTo(480);
    }

    @Test
    void theHistoryRunsForwardAndEndsBeforeToday() {
        OffsetDateTime last = OffsetDateTime.MIN;
        for (int i = 0; i < traffic.historyLength(); i++) {
            OffsetDateTime at = traffic.history(i).pass().measuredAt();
            assertThat(at).isAfter(last);
            last = at;
        }
        assertThat(last.toLocalDate()).isEqualTo(TODAY.minusDays(1));
    }

    private static List<Integer> smokingPasses(Traffic traffic) {
        return IntStream.range(0, traffic.historyLength())
                .filter(i -> traffic.history(i).smoking())
                .boxed()
                .toList();
    }
}
