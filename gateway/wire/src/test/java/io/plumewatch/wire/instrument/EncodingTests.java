package io.plumewatch.wire.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decoding undoes encoding, for every shipped map and model; the golden bytes are in the tests of the decoders. */
class EncodingTests {

    private static final Instant NOW = Instant.parse("2026-11-22T00:15:00Z");

    @Test
    void writesTheGoldenAnswers() {
        var codec = BenchCodecs.shipped("mqy-200@1").orElseThrow();
        var full = codec.model().request(BenchRequest.Purpose.FULL_DATA).orElseThrow();
        var values = Map.of(
                "opacityPercent", new BigDecimal("12.3"),
                "absorptionK", new BigDecimal("0.31"),
                "engineSpeedRpm", new BigDecimal("2450"),
                "oilC", new BigDecimal("85"),
                "pressureKpa", new BigDecimal("101.32"),
                "temperatureC", new BigDecimal("-1.7"),
                "humidityPercent", new BigDecimal("46.5"));
        assertThat(codec.encode(full, values, BenchStatus.READY).hex()).isEqualTo("AE007B001F099201662794801101D198");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 20260301})
    void readsBackWhatABenchWrote(long seed) {
        var random = new SplittableRandom(seed);
        for (String id : BenchCodecs.shippedIds()) {
            var codec = BenchCodecs.shipped(id).orElseThrow();
            for (BenchRequest request : codec.model().requests()) {
                var values = new HashMap<String, BigDecimal>();
                for (BenchField field : request.answer().fields()) {
                    values.put(field.key(), drawn(random, field.scale(), field.bytes() == 1 ? 100 : 900));
                }
                var answer = codec.decode(request, codec.encode(request, values, BenchStatus.WARMUP));
                assertThat(answer).as("%s %s", id, request.purpose()).isNotInstanceOf(BenchAnswer.Malformed.class);
                if (answer instanceof BenchAnswer.Reading reading) {
                    values.forEach((key, value) -> assertThat(
                                    reading.reading().value(key).orElseThrow().value())
                            .as("%s %s %s", id, request.purpose(), key)
                            .isEqualByComparingTo(value));
                    assertThat(reading.reading().status()).isIn(BenchStatus.WARMUP, BenchStatus.NOT_TOLD);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 20260301})
    void readsBackWhatAStationWrote(long seed) {
        var random = new SplittableRandom(seed);
        for (String id : RegisterMaps.shippedIds()) {
            var map = RegisterMaps.shipped(id).orElseThrow();
            var values = map.points().stream()
                    .collect(Collectors.toMap(
                            Point::key,
                            point -> drawn(
                                    random,
                                    point.decimalsFrom() == null ? point.scale() : new BigDecimal("0.01"),
                                    900)));
            var read = ReadPlan.of(map).stream()
                    .collect(
                            Collectors.toMap(Function.identity(), block -> RegisterEncoder.encode(map, block, values)));
            for (PointValue value : map.decode(NOW, read, null).values()) {
                assertThat(value.value()).as("%s %s", id, value.key()).isEqualByComparingTo(values.get(value.key()));
            }
        }
    }

    private static BigDecimal drawn(SplittableRandom random, BigDecimal scale, int most) {
        return BigDecimal.valueOf(random.nextInt(1, most)).multiply(scale).setScale(3, RoundingMode.HALF_UP);
    }
}
