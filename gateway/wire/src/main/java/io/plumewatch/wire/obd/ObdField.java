package io.plumewatch.wire.obd;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The numbers of the data-stream blocks: value = raw × resolution + offset. */
public enum ObdField {
    SPEED("speedKmh", "km/h", 2, "0.00390625", 0, Markers.J1939),
    BAROMETRIC_PRESSURE("barometricPressureKpa", "kPa", 1, "0.5", 0, Markers.J1939),
    NET_TORQUE("netTorquePercent", "%", 1, "1", -125, Markers.J1939),
    FRICTION_TORQUE("frictionTorquePercent", "%", 1, "1", -125, Markers.J1939),
    ENGINE_SPEED("engineSpeedRpm", "rpm", 2, "0.125", 0, Markers.J1939),
    FUEL_FLOW("fuelFlowLitrePerHour", "L/h", 2, "0.05", 0, Markers.J1939),
    NOX_UPSTREAM("noxUpstreamPpm", "ppm", 2, "0.05", -200, Markers.J1939),
    NOX_DOWNSTREAM("noxDownstreamPpm", "ppm", 2, "0.05", -200, Markers.J1939),
    REAGENT("reagentPercent", "%", 1, "0.4", 0, Markers.J1939),
    INTAKE_AIR("intakeAirKgPerHour", "kg/h", 2, "0.05", 0, Markers.J1939),
    SCR_INLET("scrInletC", "°C", 2, "0.03125", -273, Markers.J1939),
    SCR_OUTLET("scrOutletC", "°C", 2, "0.03125", -273, Markers.J1939),
    DPF_PRESSURE("dpfPressureKpa", "kPa", 2, "0.1", 0, Markers.J1939),
    COOLANT("coolantC", "°C", 1, "1", -40, Markers.J1939),
    FUEL_TANK("fuelTankPercent", "%", 1, "0.4", 0, Markers.J1939),
    /** Bits, see {@link Position}. */
    POSITION_STATE("positionState", "bits", 1, "1", 0, Markers.NONE),
    /** Magnitude; the hemisphere is in the position state. */
    LONGITUDE("longitude", "°", 4, "0.000001", 0, Markers.LONGITUDE),
    LATITUDE("latitude", "°", 4, "0.000001", 0, Markers.LATITUDE),
    MILEAGE("mileageKm", "km", 4, "0.1", 0, Markers.LAST_TWO),
    UPSTREAM_OXYGEN("upstreamOxygenLambda", "λ", 2, "0.0000305", 0, Markers.ALL_ONES),
    DOWNSTREAM_OXYGEN("downstreamOxygenV", "V", 1, "0.01", 0, Markers.ALL_ONES),
    CATALYST("catalystC", "°C", 2, "0.03125", -273, Markers.J1939),
    MOTOR_SPEED("motorSpeedRpm", "rpm", 2, "1", 0, Markers.ALL_ONES),
    MOTOR_LOAD("motorLoadPercent", "%", 1, "1", 0, Markers.J1939),
    BATTERY_VOLTAGE("batteryVoltageV", "V", 2, "0.1", 0, Markers.ALL_ONES),
    BATTERY_CURRENT("batteryCurrentA", "A", 2, "0.1", -1000, Markers.ALL_ONES),
    STATE_OF_CHARGE("stateOfChargePercent", "%", 1, "1", 0, Markers.J1939),
    /** 0 overspeed or failed, 1 speed control, 2 torque control, 3 speed and torque control, 9 normal. */
    TORQUE_MODE("torqueMode", "", 1, "1", 0, Markers.J1939),
    ACCELERATOR("acceleratorPercent", "%", 1, "0.4", 0, Markers.J1939),
    TOTAL_FUEL("totalFuelLitre", "L", 4, "0.5", 0, Markers.J1939),
    REAGENT_TANK("reagentTankC", "°C", 1, "1", -40, Markers.J1939),
    REAGENT_INJECTION("reagentInjectionMlPerHour", "mL/h", 4, "0.01", 0, Markers.LAST_TWO),
    TOTAL_REAGENT("totalReagentGram", "g", 4, "1", 0, Markers.LAST_TWO),
    DPF_TEMPERATURE("dpfTemperatureC", "°C", 2, "0.03125", -273, Markers.J1939);

    private final String jsonName;
    private final String unit;
    private final int length;
    private final BigDecimal resolution;
    private final BigDecimal offset;
    private final int scale;
    private final long unscaledResolution;
    private final long unscaledOffset;
    private final long highestValue;
    private final long lowestError;
    private final long lowestInvalid;

    ObdField(String jsonName, String unit, int length, String resolution, int offset, Markers markers) {
        this.jsonName = jsonName;
        this.unit = unit;
        this.length = length;
        this.resolution = new BigDecimal(resolution);
        this.offset = BigDecimal.valueOf(offset);
        this.scale = this.resolution.scale();
        this.unscaledResolution = this.resolution.unscaledValue().longValueExact();
        this.unscaledOffset = this.offset.setScale(scale).unscaledValue().longValueExact();
        this.highestValue = markers.highestValue(length);
        this.lowestError = markers.lowestError(length);
        this.lowestInvalid = markers.lowestInvalid(length);
    }

    /** Returns the name that carries the unit, for example {@code scrInletC}. */
    public String jsonName() {
        return jsonName;
    }

    public String unit() {
        return unit;
    }

    /** Returns how many bytes the field has: 1, 2 or 4. */
    public int length() {
        return length;
    }

    /** Returns why a number on the wire is no value; null if it is one. */
    public Reading.@Nullable State marker(long raw) {
        if (raw <= highestValue) {
            return null;
        }
        if (raw >= lowestInvalid) {
            return Reading.State.INVALID;
        }
        return raw >= lowestError ? Reading.State.ERROR : Reading.State.OUT_OF_RANGE;
    }

    /** Returns what a number on the wire means. */
    public Reading reading(long raw) {
        var marker = marker(raw);
        return marker == null
                ? new Reading.Value(raw, BigDecimal.valueOf(raw * unscaledResolution + unscaledOffset, scale))
                : new Reading.Marker(raw, marker);
    }

    /**
     * Returns the reading that is nearest to a value.
     *
     * @throws IllegalArgumentException if the field cannot hold it
     */
    public Reading nearest(double value) {
        long raw = BigDecimal.valueOf(value)
                .subtract(offset)
                .divide(resolution, 0, RoundingMode.HALF_UP)
                .longValueExact();
        if (raw < 0 || raw > highestValue) {
            throw new IllegalArgumentException(jsonName + " cannot hold " + value);
        }
        return reading(raw);
    }

    /** Returns the marker for "not available". */
    public Reading absent() {
        return new Reading.Marker(Markers.allOnes(length), Reading.State.INVALID);
    }
}
