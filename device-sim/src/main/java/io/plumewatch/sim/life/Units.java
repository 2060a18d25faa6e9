package io.plumewatch.sim.life;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.city.City;
import io.plumewatch.sim.device.RsUnit;
import io.plumewatch.sim.device.UnitFaults;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.MeasuredPass;
import io.plumewatch.sim.traffic.MeasuringSite;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.rs.RsAck;
import io.plumewatch.wire.rs.RsCalibration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Every remote-sensing unit of a city, connected. They send again what nobody acknowledged, until they are closed. */
public final class Units implements AutoCloseable {

    private static final LocalTime CALIBRATED_AT = LocalTime.of(5, 30);
    private static final long RESEND_LOOK_MILLIS = 2_000;

    private final Map<String, RsUnit> units = new LinkedHashMap<>();
    private final Thread resending = new Thread(this::resend, "resend");
    private LocalDate calibrated = LocalDate.MIN;

    private Units() {
        resending.setDaemon(true);
    }

    /**
     * Connects the units of all sites with the secrets that the registrar got for them.
     *
     * @param window how many messages of a unit may wait for their acknowledgement before it blocks
     * @param acks is told every acknowledgement; must not block
     */
    public static Units connect(City city, Registrar registrar, int window, InstantSource clock, Consumer<RsAck> acks) {
        return connect(city, registrar, window, clock, acks, Map.of());
    }

    /** The same, with the faults that some of them have. */
    static Units connect(
            City city,
            Registrar registrar,
            int window,
            InstantSource clock,
            Consumer<RsAck> acks,
            Map<String, UnitFaults> faults) {
        var units = new Units();
        for (MeasuringSite site : MeasuringSite.all()) {
            String deviceNo = site.deviceNo();
            UnitFaults own = faults.getOrDefault(deviceNo, UnitFaults.NONE);
            var unit = RsUnit.connect(city.mqttUrl(), deviceNo, registrar.secret(deviceNo), window, clock, own);
            unit.onAck(acks);
            units.units.put(site.deviceNo(), unit);
        }
        units.resending.start();
        return units;
    }

    /** Sends a pass from the unit that measured it, after that day's calibration; blocks while its window is full. */
    public void send(MeasuredPass measured) {
        calibrate(measured.pass().measuredAt());
        unit(measured.deviceNo()).send(measured);
    }

    private RsUnit unit(String deviceNo) {
        RsUnit unit = units.get(deviceNo);
        if (unit == null) {
            throw new IllegalArgumentException("no unit " + deviceNo);
        }
        return unit;
    }

    /** Every unit is calibrated once a local day, before its first vehicle and never in the future. */
    public void calibrate(OffsetDateTime firstPass) {
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

    /** Tells acknowledgements of passes from those of photos and calibrations. */
    public static boolean isPassId(String id) {
        return id.startsWith("RS-");
    }

    /** Returns how many messages of all units wait for their acknowledgement. */
    public int waiting() {
        return units.values().stream().mapToInt(RsUnit::waiting).sum();
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

    @Override
    public void close() {
        resending.interrupt();
        units.values().forEach(RsUnit::close);
    }
}
