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

    private static final Traffic TRAFFIC = new Traffic(Scenario.city(0, TODAY));

    /** Drawn once: the photos of the smokers take their time. */
    private static final List<MeasuredPass> HISTORY = history(TRAFFIC);

    @Test
    void anyPassCanBeMadeAgainByItself() {
        var again = new Traffic(Scenario.city(0, TODAY));
        MeasuredPass smoking = smokers(HISTORY).get(0);
        MeasuredPass same = again.history(HISTORY.indexOf(smoking));

        assertThat(same.pass()).isEqualTo(smoking.pass());
        assertThat(same.photos().get(1)).isEqualTo(smoking.photos().get(1));
        assertThat(again.live(17, Instant.EPOCH).pass())
                .isEqualTo(TRAFFIC.live(17, Instant.EPOCH).pass());
    }

    @Test
    void noTwoVehiclesShareAPlateOrAVin() {
        List<CityVehicle> vehicles = TRAFFIC.vehicles().toList();

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
        for (int i = 0; i < HISTORY.size(); i += 7) {
            RsPass pass = HISTORY.get(i).pass();
            assertThat(RsJson.pass(RsJson.write(pass))).isEqualTo(new Decoded.Ok<>(pass));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void theSmokersOfTheHistoryExceedTwiceMoreThanADayApartAndTheOthersOnce(int run) {
        List<MeasuredPass> played = run == 0 ? HISTORY : history(new Traffic(Scenario.city(run, TODAY)));
        Map<String, List<OffsetDateTime>> exceedances = smokers(played).stream()
                .map(MeasuredPass::pass)
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
        var before = smokers(HISTORY).stream()
                .map(pass -> pass.pass().plate().number())
                .collect(Collectors.toSet());
        List<MeasuredPass> live = IntStream.range(0, Scenario.LIVE_SMOKERS * Scenario.LIVE_STRIDE)
                .mapToObj(i -> TRAFFIC.live(i, Instant.EPOCH))
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
        for (MeasuredPass pass : HISTORY) {
            Double opacity =
                    pass.pass().exhaust() == null ? null : pass.pass().exhaust().opacityPercent();
            assertThat(opacity != null && opacity > 30).isEqualTo(pass.smoking());
            assertThat(pass.photos()).hasSize(pass.smoking() ? 2 : 0);
        }
        List<byte[]> photos = smokers(HISTORY).stream()
                .flatMap(pass -> pass.photos().stream())
                .toList();
        assertThat(photos.stream().map(Sha256::hex)).doesNotHaveDuplicates();
        assertThat(ImageIO.read(new ByteArrayInputStream(photos.get(0))).getWidth())
                .isEqualTo(480);
    }

    @Test
    void theHistoryRunsForwardAndEndsBeforeToday() {
        OffsetDateTime last = OffsetDateTime.MIN;
        for (MeasuredPass pass : HISTORY) {
            OffsetDateTime at = pass.pass().measuredAt();
            assertThat(at).isAfter(last);
            last = at;
        }
        assertThat(last.toLocalDate()).isEqualTo(TODAY.minusDays(1));
    }

    private static List<MeasuredPass> history(Traffic traffic) {
        return IntStream.range(0, traffic.historyLength())
                .mapToObj(traffic::history)
                .toList();
    }

    private static List<MeasuredPass> smokers(List<MeasuredPass> passes) {
        return passes.stream().filter(MeasuredPass::smoking).toList();
    }
}
