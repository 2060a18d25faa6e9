package io.plumewatch.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.traffic.MeasuredPass;
import io.plumewatch.sim.traffic.Scenario;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.national.CodeMap;
import io.plumewatch.wire.national.CodeMaps;
import io.plumewatch.wire.national.NationalCheck;
import io.plumewatch.wire.national.NationalJson;
import io.plumewatch.wire.national.NationalPass;
import io.plumewatch.wire.national.NationalPictures;
import io.plumewatch.wire.rs.Plausibility;
import io.plumewatch.wire.rs.RsPass;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NationalRecordsTests {

    private static final CodeMap MAP = CodeMaps.shipped().find("national@1").orElseThrow();
    private static final NationalRecords RECORDS = new NationalRecords("C410800001", true);

    private static <T> T ok(Decoded<T> decoded) {
        if (decoded instanceof Decoded.Ok<T> ok) {
            return ok.value();
        }
        throw new AssertionError("refused: " + decoded);
    }

    /** An electric vehicle has none. */
    private static @Nullable Double opacity(RsPass pass) {
        return pass.exhaust() == null ? null : pass.exhaust().opacityPercent();
    }

    @Test
    void sayWhatWasMeasured() {
        var traffic = new Traffic(Scenario.city(0, LocalDate.parse("2026-11-22")));
        for (int i = 0; i < 200; i++) {
            MeasuredPass measured = traffic.history(i);
            byte[] record = RECORDS.pass(measured.pass(), measured.photos(), null);

            NationalPictures pictures = ok(NationalPictures.of(record, MAP));
            NationalPass read = ok(NationalJson.pass(pictures.record(), MAP));

            RsPass pass = measured.pass();
            assertThat(read.pass().passId()).isEqualTo(pass.passId());
            assertThat(read.pass().plate().number()).isEqualTo(pass.plate().number());
            assertThat(read.pass().plate().type()).isEqualTo(pass.plate().type());
            assertThat(read.pass().photos()).hasSameSizeAs(pass.photos());
            assertThat(pictures.jpegs().values()).hasSameSizeAs(measured.photos());
            assertThat(opacity(read.pass())).isEqualTo(opacity(pass));
            assertThat(Plausibility.shipped().warnings(read.pass(), MAP.writing()))
                    .as("history %d", i)
                    .isEmpty();
        }
    }

    @Test
    void calibrateByChartWhereThereIsNoFilter() {
        var at = OffsetDateTime.parse("2026-11-22T05:30:00+08:00");

        NationalCheck check = ok(NationalJson.check(RECORDS.check("CHART-1", SmokeCamera.chart("SC-1", at)), MAP));

        assertThat(Objects.requireNonNull(check.calibration()).opacity()).hasSize(5);
        assertThat(ok(NationalJson.check(RECORDS.selfCheck(at), MAP)).calibration())
                .isNull();
    }
}
