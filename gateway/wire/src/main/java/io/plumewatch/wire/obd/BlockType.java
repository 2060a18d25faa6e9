package io.plumewatch.wire.obd;

import static io.plumewatch.wire.obd.ObdField.ACCELERATOR;
import static io.plumewatch.wire.obd.ObdField.BAROMETRIC_PRESSURE;
import static io.plumewatch.wire.obd.ObdField.BATTERY_CURRENT;
import static io.plumewatch.wire.obd.ObdField.BATTERY_VOLTAGE;
import static io.plumewatch.wire.obd.ObdField.CATALYST;
import static io.plumewatch.wire.obd.ObdField.COOLANT;
import static io.plumewatch.wire.obd.ObdField.DOWNSTREAM_OXYGEN;
import static io.plumewatch.wire.obd.ObdField.DPF_PRESSURE;
import static io.plumewatch.wire.obd.ObdField.DPF_TEMPERATURE;
import static io.plumewatch.wire.obd.ObdField.ENGINE_SPEED;
import static io.plumewatch.wire.obd.ObdField.FRICTION_TORQUE;
import static io.plumewatch.wire.obd.ObdField.FUEL_FLOW;
import static io.plumewatch.wire.obd.ObdField.FUEL_TANK;
import static io.plumewatch.wire.obd.ObdField.INTAKE_AIR;
import static io.plumewatch.wire.obd.ObdField.LATITUDE;
import static io.plumewatch.wire.obd.ObdField.LONGITUDE;
import static io.plumewatch.wire.obd.ObdField.MILEAGE;
import static io.plumewatch.wire.obd.ObdField.MOTOR_LOAD;
import static io.plumewatch.wire.obd.ObdField.MOTOR_SPEED;
import static io.plumewatch.wire.obd.ObdField.NET_TORQUE;
import static io.plumewatch.wire.obd.ObdField.NOX_DOWNSTREAM;
import static io.plumewatch.wire.obd.ObdField.NOX_UPSTREAM;
import static io.plumewatch.wire.obd.ObdField.POSITION_STATE;
import static io.plumewatch.wire.obd.ObdField.REAGENT;
import static io.plumewatch.wire.obd.ObdField.REAGENT_INJECTION;
import static io.plumewatch.wire.obd.ObdField.REAGENT_TANK;
import static io.plumewatch.wire.obd.ObdField.SCR_INLET;
import static io.plumewatch.wire.obd.ObdField.SCR_OUTLET;
import static io.plumewatch.wire.obd.ObdField.SPEED;
import static io.plumewatch.wire.obd.ObdField.STATE_OF_CHARGE;
import static io.plumewatch.wire.obd.ObdField.TORQUE_MODE;
import static io.plumewatch.wire.obd.ObdField.TOTAL_FUEL;
import static io.plumewatch.wire.obd.ObdField.TOTAL_REAGENT;
import static io.plumewatch.wire.obd.ObdField.UPSTREAM_OXYGEN;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data-stream blocks whose body is a fixed row of numbers, in wire order. */
public enum BlockType {
    /** Engines with DPF or SCR; the only stream of GB 17691. 37 bytes. */
    ENGINE_STREAM(
            0x02,
            SPEED,
            BAROMETRIC_PRESSURE,
            NET_TORQUE,
            FRICTION_TORQUE,
            ENGINE_SPEED,
            FUEL_FLOW,
            NOX_UPSTREAM,
            NOX_DOWNSTREAM,
            REAGENT,
            INTAKE_AIR,
            SCR_INLET,
            SCR_OUTLET,
            DPF_PRESSURE,
            COOLANT,
            FUEL_TANK,
            POSITION_STATE,
            LONGITUDE,
            LATITUDE,
            MILEAGE),
    /** Three-way catalyst without NOx sensor. 30 bytes. */
    CATALYST_STREAM(
            0x03,
            SPEED,
            BAROMETRIC_PRESSURE,
            NET_TORQUE,
            FRICTION_TORQUE,
            ENGINE_SPEED,
            FUEL_FLOW,
            UPSTREAM_OXYGEN,
            DOWNSTREAM_OXYGEN,
            INTAKE_AIR,
            COOLANT,
            CATALYST,
            POSITION_STATE,
            LONGITUDE,
            LATITUDE,
            MILEAGE),
    /** What a hybrid adds to the engine stream of the same second. 8 bytes. */
    HYBRID(0x04, MOTOR_SPEED, MOTOR_LOAD, BATTERY_VOLTAGE, BATTERY_CURRENT, STATE_OF_CHARGE),
    /** Three-way catalyst with NOx sensor. 32 bytes. */
    CATALYST_NOX_STREAM(
            0x05,
            SPEED,
            BAROMETRIC_PRESSURE,
            NET_TORQUE,
            FRICTION_TORQUE,
            ENGINE_SPEED,
            FUEL_FLOW,
            UPSTREAM_OXYGEN,
            DOWNSTREAM_OXYGEN,
            NOX_DOWNSTREAM,
            INTAKE_AIR,
            COOLANT,
            CATALYST,
            POSITION_STATE,
            LONGITUDE,
            LATITUDE,
            MILEAGE),
    /** Optional supplementary stream. 17 bytes; vendors also use its code for their own. */
    SUPPLEMENT(
            0x80,
            TORQUE_MODE,
            ACCELERATOR,
            TOTAL_FUEL,
            REAGENT_TANK,
            REAGENT_INJECTION,
            TOTAL_REAGENT,
            DPF_TEMPERATURE);

    private static final int ABSENT = -1;
    private static final @Nullable BlockType[] BY_CODE = byCode();

    private final int code;
    private final List<ObdField> fields;
    private final int[] offsets = new int[ObdField.values().length];
    private final int length;

    BlockType(int code, ObdField... fields) {
        this.code = code;
        this.fields = List.of(fields);
        Arrays.fill(offsets, ABSENT);
        int end = 0;
        for (ObdField field : fields) {
            offsets[field.ordinal()] = end;
            end += field.length();
        }
        this.length = end;
    }

    /** Returns the type flag on the wire. */
    public int code() {
        return code;
    }

    /** Returns the fields of the body in wire order. */
    public List<ObdField> fields() {
        return fields;
    }

    /** Returns the length of the body in bytes. */
    public int length() {
        return length;
    }

    /** Returns whether the body has this field. */
    public boolean has(ObdField field) {
        return offsets[field.ordinal()] != ABSENT;
    }

    /** Returns where a field that the body has begins in it. */
    int offset(ObdField field) {
        return offsets[field.ordinal()];
    }

    /** Returns the type with a flag 0..255, or null. */
    static @Nullable BlockType of(int code) {
        return BY_CODE[code];
    }

    private static @Nullable BlockType[] byCode() {
        var types = new @Nullable BlockType[256];
        for (BlockType type : values()) {
            types[type.code] = type;
        }
        return types;
    }
}
