package io.plumewatch.sim.device;

import io.plumewatch.wire.instrument.RegisterMaps;
import java.io.IOException;
import java.time.InstantSource;

/** A weather station, louvre box or other sensor with Modbus registers, as a real server. */
public final class ModbusStation implements AutoCloseable {

    private final LineServer line;

    private ModbusStation(LineServer line) {
        this.line = line;
    }

    /** How the frames travel. */
    public enum Framing {
        MODBUS_TCP,
        /** Frames of a serial line as they are, behind a serial server. */
        RTU_OVER_TCP
    }

    /**
     * Starts one.
     *
     * @param port 0 takes a free one
     * @param unit its address on the line, 1..247
     * @param map {@code name@version} of a register map, for example {@code renke-weather@1}
     * @param seed of its weather
     */
    public static ModbusStation start(int port, Framing framing, int unit, String map, long seed, InstantSource clock)
            throws IOException {
        var registers =
                RegisterMaps.shipped(map).orElseThrow(() -> new IllegalArgumentException("no register map " + map));
        var speaker = new ModbusSpeaker(framing == Framing.MODBUS_TCP, unit, registers, new Weather(seed));
        return new ModbusStation(LineServer.start("station-" + map, port, speaker, clock));
    }

    public int port() {
        return line.port();
    }

    public LineFaults faults() {
        return line.faults();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
