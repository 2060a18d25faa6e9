package io.plumewatch.wire.rs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.plate.PlateColor;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class RsJsonTests {

    @Test
    void readsEveryFieldOfAPass() {
        RsPass pass = SamplePass.ok(RsJson.pass(SamplePass.bytes()));

        assertThat(pass)
                .isEqualTo(new RsPass(
                        "9f1c2e-0001",
                        OffsetDateTime.parse("2026-11-22T08:15:02.120+08:00"),
                        OffsetDateTime.parse("2026-11-22T08:15:02.900+08:00"),
                        1812L,
                        false,
                        2,
                        new RsPass.Plate("豫H12345", PlateColor.YELLOW, "01", 0.97),
                        new RsPass.Vehicle(43.2, 0.31, 9.8, "WHITE"),
                        new RsPass.Exhaust(34.1, 1, 0.03, 14.2, 12.0, 612.0),
                        new RsPass.Plume(8.4, 0.0021, 0.00009, 0.0043),
                        new RsPass.Weather(8.1, 41.0, 101.2, 1.2, 180.0, RsPass.Precipitation.NONE),
                        new RsPass.Road(1.1),
                        new RsPass.Position(113.2418, 35.2159),
                        List.of(
                                new RsPass.Photo(
                                        "FRONT",
                                        SamplePass.FRONT,
                                        OffsetDateTime.parse("2026-11-22T08:15:02.100+08:00")),
                                new RsPass.Photo(
                                        "REAR",
                                        SamplePass.REAR,
                                        OffsetDateTime.parse("2026-11-22T08:15:02.400+08:00")))));
    }

    @Test
    void leavesWhatWasNotMeasuredAbsent() {
        RsPass pass = SamplePass.ok(RsJson.pass("""
                        {"passId":"p","measuredAt":"2026-11-22T08:15:02+08:00","plate":{"number":"豫H12345","color":null},
                         "exhaust":{"noPpm":-12.5}}""".getBytes(UTF_8)));

        assertThat(pass.exhaust()).isEqualTo(new RsPass.Exhaust(null, null, null, null, null, -12.5));
        assertThat(pass.plate()).isEqualTo(new RsPass.Plate("豫H12345", null, null, null));
        assertThat(pass.plate().confidenceOrZero()).isZero();
        assertThat(pass.sentAt()).isNull();
        assertThat(pass.photos()).isEmpty();
    }

    @Test
    void writesAPassInTheWordsOfTheContract() {
        var pass = new RsPass(
                "p-1",
                OffsetDateTime.parse("2026-11-22T08:15:00+08:00"),
                null,
                7L,
                true,
                null,
                new RsPass.Plate("豫H12345", PlateColor.YELLOW, "01", 0.97),
                null,
                new RsPass.Exhaust(34.1, 1, null, null, null, null),
                null,
                null,
                null,
                null,
                List.of());

        assertThat(new String(RsJson.write(pass), UTF_8)).isEqualTo("""
                        {"passId":"p-1","measuredAt":"2026-11-22T08:15:00+08:00","sequence":7,"replayed":true,\
                        "plate":{"number":"豫H12345","color":"YELLOW","type":"01","confidence":0.97},\
                        "exhaust":{"opacityPercent":34.1,"ringelmann":1}}""");
    }

    @Test
    void readsBackWhatItWrites() {
        RsPass pass = SamplePass.ok(RsJson.pass(SamplePass.bytes()));
        assertThat(SamplePass.ok(RsJson.pass(RsJson.write(pass)))).isEqualTo(pass);

        var calibration = new RsCalibration(
                "c-1",
                OffsetDateTime.parse("2026-11-22T05:00:00+08:00"),
                RsCalibration.Kind.ANNUAL,
                RsCalibration.Result.PASS,
                List.of(new RsCalibration.Gas("NO", 1500.0, 1487.0)),
                List.of(new RsCalibration.Opacity(30.0, 30.4)),
                "JL-2026-17",
                LocalDate.parse("2027-11-21"));
        assertThat(SamplePass.ok(RsJson.calibration(RsJson.write(calibration)))).isEqualTo(calibration);

        var status = new RsStatus(
                RsStatus.State.ONLINE,
                OffsetDateTime.parse("2026-11-22T05:00:00.5+08:00"),
                "2.1",
                new RsPass.Position(113.2, 35.2));
        assertThat(SamplePass.ok(RsJson.status(RsJson.write(status)))).isEqualTo(status);

        var ack = new RsAck("p-1", RsAck.Outcome.QUARANTINED, "CLOCK_AHEAD");
        assertThat(SamplePass.ok(RsJson.ack(RsJson.write(ack)))).isEqualTo(ack);
    }
}
