package io.plumewatch.sim.life;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.device.NationalRecords;
import io.plumewatch.sim.device.NationalUnit;
import io.plumewatch.sim.device.RsUnit;
import io.plumewatch.sim.device.SmokeCamera;
import io.plumewatch.sim.device.StoreAndForward;
import io.plumewatch.sim.device.UnitFaults;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.MeasuredPass;
import io.plumewatch.sim.traffic.MeasuringSite;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.rs.RsAck;
import io.plumewatch.wire.rs.RsCalibration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A unit whose maker knows only the national record, and a black-smoke camera beside another unit. The line of the first
 * is cut for three minutes now and then, and what it measured meanwhile comes afterwards; the camera is worn.
 */
final class NationalUnits implements AutoCloseable {

    private static final long PERIOD_MILLIS = 5_000;
    private static final int WINDOW = 50;

    /** Of so many vehicles in a row the last ones pass while the line is cut. */
    private static final int ROUND = 60;

    private static final int CUT_FROM = 24;
    private static final UnitFaults WORN =
            UnitFaults.NONE.duplicates(6).gaps(9).wrongPhotos(11).clock(Duration.ofSeconds(7));
    private static final String UNIT = "NR-410200-1";
    private static final String CAMERA = "SMK-410800-1";
    private static final MeasuringSite UNIT_SITE = site("S-410200-1");
    private static final MeasuringSite CAMERA_SITE = site("S-410800-2");

    /** Type of the site and its region, then a number within the region: 10 characters. */
    private static final String UNIT_SITE_NO = "A410200091";

    private static final String CAMERA_SITE_NO = "D410800092";
    private static final DateTimeFormatter RECORD_TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    private final NationalUnit unit;
    private final StoreAndForward store;
    private final SmokeCamera camera;
    private final Traffic traffic;
    private final InstantSource clock;
    private final Thread thread = new Thread(this::measure, "national-units");
    private LocalDate calibrated = LocalDate.MIN;
    private int measured;
    private int vehicles;

    /** Connects both with the secrets that the registrar got for them. */
    NationalUnits(String mqttUrl, Registrar registrar, Traffic traffic, InstantSource clock, Consumer<RsAck> acks) {
        this.traffic = traffic;
        this.clock = clock;
        RsUnit line = RsUnit.connect(mqttUrl, UNIT, registrar.secret(UNIT), WINDOW, clock);
        line.onAck(acks);
        this.unit = new NationalUnit(line, new NationalRecords(UNIT_SITE_NO, false));
        this.store = new StoreAndForward(line, unit::send);
        RsUnit other = RsUnit.connect(mqttUrl, CAMERA, registrar.secret(CAMERA), WINDOW, clock, WORN);
        other.onAck(acks);
        this.camera = new SmokeCamera(new NationalUnit(other, new NationalRecords(CAMERA_SITE_NO, false)), 0);
        thread.setDaemon(true);
    }

    private static MeasuringSite site(String siteId) {
        return MeasuringSite.all().stream()
                .filter(site -> site.siteId().equals(siteId))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the devices that must be registered. */
    static Stream<Equipment> equipment(LocalDate today) {
        return Stream.of(
                Equipment.of(
                        UNIT,
                        "RS_FIXED",
                        UNIT_SITE.area(),
                        Map.of(
                                "siteId", UNIT_SITE.siteId(),
                                "profile", "national@1",
                                "certificateNo", "JD-" + UNIT,
                                "verifiedFrom", today.minusMonths(6).toString(),
                                "verifiedUntil", today.plusMonths(6).toString())),
                Equipment.of(
                        CAMERA,
                        "SMOKE_CAMERA",
                        CAMERA_SITE.area(),
                        Map.of(
                                "siteId", CAMERA_SITE.siteId(),
                                "profile", "national@1",
                                "certificateNo", "JD-" + CAMERA,
                                "verifiedFrom", today.minusMonths(6).toString(),
                                "verifiedUntil", today.plusMonths(6).toString())));
    }

    void start() {
        thread.start();
    }

    private void measure() {
        try {
            while (true) {
                Instant now = clock.instant();
                calibrate(now.atOffset(Traffic.CHINA));
                keepOrForward();
                store.measure(pass(UNIT_SITE, UNIT, UNIT_SITE_NO, now));
                camera.look(pass(CAMERA_SITE, CAMERA, CAMERA_SITE_NO, now));
                Pause.millis(PERIOD_MILLIS);
                unit.line().resendOverdue();
                camera.unit().line().resendOverdue();
            }
        } catch (RunFailed e) {
            // The city goes to sleep.
        }
    }

    private void keepOrForward() {
        int inRound = vehicles++ % ROUND;
        if (inRound == CUT_FROM) {
            store.cut();
        } else if (inRound < CUT_FROM && store.isCut()) {
            try {
                var unused = store.restore();
            } catch (RunFailed e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                // The broker is away too; the store waits for the next time.
            }
        }
    }

    private MeasuredPass pass(MeasuringSite site, String deviceNo, String siteNo, Instant now) {
        String recordNo = siteNo + "01" + RECORD_TIME.format(now.atOffset(Traffic.CHINA));
        return traffic.elsewhere(site, deviceNo, recordNo, measured++, now);
    }

    /** Once a local day, before the first vehicle. */
    private void calibrate(OffsetDateTime now) {
        if (now.toLocalDate().equals(calibrated)) {
            return;
        }
        calibrated = now.toLocalDate();
        OffsetDateTime at = now.minusSeconds(1);
        unit.send(new RsCalibration(
                UNIT_SITE_NO + "00" + RECORD_TIME.format(at),
                at,
                RsCalibration.Kind.DAILY,
                RsCalibration.Result.PASS,
                List.of(new RsCalibration.Gas("NO", 1_500.0, 1_493.0), new RsCalibration.Gas("HC", 500.0, 502.0)),
                List.of(new RsCalibration.Opacity(30.0, 29.7)),
                null,
                null));
        camera.calibrate(at);
    }

    @Override
    public void close() {
        thread.interrupt();
        unit.line().close();
        camera.unit().line().close();
    }
}
