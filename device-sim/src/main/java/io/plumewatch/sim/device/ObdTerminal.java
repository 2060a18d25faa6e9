package io.plumewatch.sim.device;

import io.plumewatch.sim.traffic.Area;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.obd.BlockType;
import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.obd.Measurements;
import io.plumewatch.wire.obd.ObdBlock;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdField;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Position;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The terminal of a heavy truck (GB 17691, layout A): one block of engine data a second, ten to a packet. Nobody
 * acknowledges; when the connection goes, it logs in again.
 */
public final class ObdTerminal implements AutoCloseable {

    /** Blocks in a packet, one second each. */
    public static final int BLOCKS = 10;

    private static final int SOFTWARE_VERSION = 1;

    private final Socket socket;
    private final String vin;
    private final Area area;
    private final SplittableRandom random;
    private final int loginSerial;
    private int packet;

    private ObdTerminal(Socket socket, String vin, Area area, int loginSerial) {
        this.socket = socket;
        this.vin = vin;
        this.area = area;
        this.loginSerial = loginSerial;
        this.random = new SplittableRandom(vin.hashCode());
    }

    /** Connects to loopback and logs in. */
    public static ObdTerminal connect(int port, String vin, String iccid, Area area, Instant now, int loginSerial)
            throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), 2_000);
        socket.setTcpNoDelay(true);
        var terminal = new ObdTerminal(socket, vin, area, loginSerial);
        var login = new ObdMessage.Login(
                now.truncatedTo(ChronoUnit.SECONDS).atOffset(Traffic.CHINA), loginSerial, iccid, Octets.NONE);
        terminal.write(frame(vin, ObdCommand.LOGIN, login));
        return terminal;
    }

    /** Sends the last ten seconds. */
    public void sendPacket(Instant now) throws IOException {
        write(packet(vin, area, now, ++packet, random));
    }

    /** Returns a packet of ten seconds that end now, as bytes of one frame. */
    public static byte[] packet(String vin, Area area, Instant now, int serial, SplittableRandom random) {
        var start = now.truncatedTo(ChronoUnit.SECONDS).minusSeconds(BLOCKS - 1).atOffset(Traffic.CHINA);
        double speed = Math.max(0, 45 + 15 * random.nextDouble(-1, 1));
        List<ObdBlock> blocks = IntStream.range(0, BLOCKS)
                .mapToObj(i -> new ObdBlock(
                        BlockType.ENGINE_STREAM.code(),
                        serial,
                        start.plusSeconds(i),
                        second(area, speed + random.nextDouble(-2, 2), random),
                        null))
                .toList();
        return frame(vin, ObdCommand.REAL_TIME, new ObdMessage.Upload(false, Layout.A, start, null, blocks, null));
    }

    /** A warm truck with working catalyst: hardly any NOx behind it, sometimes a little below zero. */
    private static Measurements second(Area area, double speedKmh, SplittableRandom random) {
        double load = random.nextDouble();
        return Measurements.of(BlockType.ENGINE_STREAM)
                .set(ObdField.SPEED, Math.max(0, speedKmh))
                .set(ObdField.BAROMETRIC_PRESSURE, 100.5)
                .set(ObdField.NET_TORQUE, Math.round(10 + 40 * load))
                .set(ObdField.FRICTION_TORQUE, 12)
                .set(ObdField.ENGINE_SPEED, 1_150 + 600 * load)
                .set(ObdField.FUEL_FLOW, 2 + 13 * load)
                .set(ObdField.NOX_UPSTREAM, 310 + 300 * load)
                .set(ObdField.NOX_DOWNSTREAM, -5 + 12 * random.nextDouble())
                .set(ObdField.REAGENT, 60)
                .set(ObdField.INTAKE_AIR, 180 + 300 * load)
                .set(ObdField.SCR_INLET, 243 + 9 * load)
                .set(ObdField.SCR_OUTLET, 207 + 16 * load)
                .set(ObdField.DPF_PRESSURE, 1.1 + 0.8 * load)
                .set(ObdField.COOLANT, 90)
                .set(ObdField.FUEL_TANK, 55.2)
                .set(Position.at(area.longitude() + 0.05 * load, area.latitude() + 0.05 * load))
                .set(ObdField.MILEAGE, 183_000.5)
                .build();
    }

    private static byte[] frame(String vin, int command, ObdMessage message) {
        return ObdEncoder.encode(ObdHeader.terminal(command, vin, SOFTWARE_VERSION), message)
                .bytes()
                .toArray();
    }

    private void write(byte[] frame) throws IOException {
        socket.getOutputStream().write(frame);
        socket.getOutputStream().flush();
    }

    /** Logs out and hangs up. */
    @Override
    public void close() throws IOException {
        try (socket) {
            write(frame(vin, ObdCommand.LOGOUT, new ObdMessage.Logout(null, loginSerial, Octets.NONE)));
        }
    }
}
