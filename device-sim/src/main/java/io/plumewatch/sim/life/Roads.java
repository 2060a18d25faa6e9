package io.plumewatch.sim.life;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.device.RsUnit;
import io.plumewatch.sim.people.Score;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.MeasuredPass;
import io.plumewatch.sim.traffic.Scenario;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.rs.RsCalibration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The remote-sensing units at work: each day's calibrations first, then its vehicles; the history, then live. */
final class Roads implements AutoCloseable {

    private static final LocalTime CALIBRATED_AT = LocalTime.of(5, 30);
    private static final long RESEND_LOOK_MILLIS = 2_000;

    private final Traffic traffic;
    private final Map<String, RsUnit> units;
    private final InstantSource clock;
    private final double speed;
    private final Score score;
    private final List<Thread> threads;
    private LocalDate calibrated = LocalDate.MIN;

    Roads(Traffic traffic, Map<String, RsUnit> units, InstantSource clock, double speed, Score score) {
        this.traffic = traffic;
        this.units = Map.copyOf(units);
        this.clock = clock;
        this.speed = speed;
        this.score = score;
        this.threads = List.of(new Thread(this::drive, "roads"), new Thread(this::resend, "resend"));
        threads.forEach(thread -> thread.setDaemon(true));
    }

    void start() {
        threads.forEach(Thread::start);
    }

    private void drive() {
        try {
            history();
            live();
        } catch (RunFailed e) {
            if (!Thread.currentThread().isInterrupted()) {
                System.err.println("the traffic stopped: " + e.getMessage());
            }
        }
    }

    private void history() {
        for (int i = 0; i < traffic.historyLength(); i++) {
            MeasuredPass pass = traffic.history(i);
            calibrate(pass.pass().measuredAt());
            send(pass);
        }
    }

    private void live() {
        var pacer = new Pacer(System.nanoTime(), speed);
        for (int i = 0; i < Scenario.LIVE_PASSES; i++) {
            pacer.await(traffic.liveOffset(i));
            Instant now = clock.instant();
            calibrate(now.atOffset(Traffic.CHINA));
            send(traffic.live(i, now));
        }
    }

    /** Every unit is calibrated once a local day, before its first vehicle and never in the future. */
    private void calibrate(OffsetDateTime firstPass) {
        LocalDate day = firstPass.toLocalDate();
        if (day.equals(calibrated)) {
            return;
        }
        calibrated = day;
        OffsetDateTime usual = day.atTime(CALIBRATED_AT).atOffset(Traffic.CHINA);
        OffsetDateTime at = usual.isBefore(firstPass) ? usual : firstPass.truncatedTo(ChronoUnit.SECONDS);
        units.values().forEach(unit -> unit.send(calibration(unit.deviceNo(), at)));
    }

    private static RsCalibration calibration(String deviceNo, OffsetDateTime at) {
        return new RsCalibration(
                "CAL-" + deviceNo + "-" + at.toLocalDate(),
                at,
                RsCalibration.Kind.DAILY,
                RsCalibration.Result.PASS,
                List.of(
                        new RsCalibration.Gas("NO", 1_500.0, 1_492.0),
                        new RsCalibration.Gas("CO", 20_000.0, 20_110.0),
                        new RsCalibration.Gas("HC", 500.0, 503.0),
                        new RsCalibration.Gas("CO2", 140_000.0, 139_600.0)),
                List.of(new RsCalibration.Opacity(30.0, 29.8)),
                null,
                null);
    }

    private void send(MeasuredPass pass) {
        RsUnit unit = units.get(pass.deviceNo());
        if (unit == null) {
            throw new IllegalStateException("no unit stands at " + pass.deviceNo());
        }
        unit.send(pass);
        if (pass.smoking()) {
            score.exceeded();
        }
    }

    private void resend() {
        try {
            while (true) {
                Pause.millis(RESEND_LOOK_MILLIS);
                units.values().forEach(RsUnit::resendOverdue);
            }
        } catch (RunFailed e) {
            // The city goes to sleep.
        }
    }

    /** Tells acknowledgements of passes from those of photos and calibrations. */
    static boolean isPassId(String id) {
        return id.startsWith("RS-");
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }

    /** How long a live pass waits; from the start of the afternoon, so that a slow receiver makes us late, not gentle. */
    private record Pacer(long startNanos, double speed) {

        void await(Duration offset) {
            long due = startNanos + Math.round(offset.toNanos() / speed);
            long millis = (due - System.nanoTime()) / 1_000_000;
            if (millis > 0) {
                Pause.millis(millis);
            }
        }
    }
}
