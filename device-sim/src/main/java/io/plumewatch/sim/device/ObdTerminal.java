package io.plumewatch.sim.device;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.plumewatch.sim.driving.EngineSecond;
import io.plumewatch.sim.driving.Powertrain;
import io.plumewatch.sim.driving.Truck;
import io.plumewatch.sim.traffic.Area;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.obd.Diagnostics;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdDecoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.ObdProfile;
import io.plumewatch.wire.obd.Octets;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The terminal of a heavy truck, of any profile: what the truck's kind of engine shows each second, ten seconds to a
 * packet, after the first login with what the control unit says. What it cannot send it stores, and sends again when its owner asks. It reads no
 * answers but those that it waits for; when the connection goes, its owner makes a new terminal. Not thread-safe.
 */
public final class ObdTerminal implements Closeable {

    /** Seconds in a packet. */
    public static final int BLOCKS = 10;

    /** Packets that the store holds; the oldest goes first. */
    private static final int STORED = 60_480;

    private static final int HIGHEST_SERIAL = 65_531;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final RawSocket line;
    private final Plan plan;
    private final ObdSpeech speech;
    private final Truck truck;
    private final SplittableRandom random;
    private final int loginSerial;
    private final Deque<Stored> store = new ArrayDeque<>();
    private int packet;
    private int storedPacket;
    private int alarm;

    private ObdTerminal(RawSocket line, Plan plan, Truck truck, int loginSerial) {
        this.line = line;
        this.plan = plan;
        this.truck = truck;
        this.speech = new ObdSpeech(plan.profile, plan.vin, plan.chip, plan.habits);
        this.loginSerial = loginSerial;
        this.random = new SplittableRandom(plan.vin.hashCode() * 31L + loginSerial);
    }

    /**
     * What a terminal is.
     *
     * @param chip signs where the profile has signatures; null for a terminal without one
     */
    public record Plan(
            ObdProfile profile,
            String vin,
            String iccid,
            Area area,
            @Nullable SecurityChip chip,
            ObdFaults faults,
            Set<TerminalHabit> habits,
            Powertrain powertrain) {

        public Plan {
            habits = Set.copyOf(habits);
        }

        /** A terminal of a diesel truck that keeps to the standard. */
        public Plan(
                ObdProfile profile,
                String vin,
                String iccid,
                Area area,
                @Nullable SecurityChip chip,
                ObdFaults faults) {
            this(profile, vin, iccid, area, chip, faults, Set.of(), Powertrain.DIESEL);
        }

        /** A terminal of GB 17691 that works. */
        public static Plan simple(String vin, String iccid, Area area) {
            return new Plan(ObdProfile.P1, vin, iccid, area, null, ObdFaults.NONE);
        }

        public Plan with(TerminalHabit... more) {
            return new Plan(profile, vin, iccid, area, chip, faults, Set.of(more), powertrain);
        }

        public Plan with(Powertrain other) {
            return new Plan(profile, vin, iccid, area, chip, faults, habits, other);
        }

        /** Returns the truck around the terminal, always the same one. */
        public Truck truck() {
            return Truck.warm(powertrain, area, vin.hashCode());
        }
    }

    private record Stored(int serial, Instant end, List<EngineSecond> seconds) {}

    /** Connects a terminal of GB 17691 to loopback and logs in. */
    public static ObdTerminal connect(int port, String vin, String iccid, Area area, Instant now, int loginSerial)
            throws IOException {
        return logIn(RawSocket.connect(port), Plan.simple(vin, iccid, area), now, loginSerial);
    }

    /** Logs in over a line, plain or TLS, that the terminal takes over. */
    public static ObdTerminal logIn(RawSocket line, Plan plan, Instant now, int loginSerial) throws IOException {
        return logIn(line, plan, plan.truck(), now, loginSerial);
    }

    /** Logs in from a truck that has been driving: over one line after the other its data fit together. */
    public static ObdTerminal logIn(RawSocket line, Plan plan, Truck truck, Instant now, int loginSerial)
            throws IOException {
        var terminal = new ObdTerminal(line, plan, truck, loginSerial);
        if (!plan.habits.contains(TerminalHabit.NO_LOGIN)) {
            terminal.send(terminal.speech.login(terminal.time(now), loginSerial, plan.iccid));
        }
        return terminal;
    }

    /**
     * Sends the last ten seconds, unless a fault comes between.
     *
     * @throws IOException when the line is gone, also by a fault of ours
     */
    public void sendPacket(Instant now) throws IOException {
        packet = packet % HIGHEST_SERIAL + 1;
        List<EngineSecond> seconds = truck.seconds(BLOCKS);
        ObdFaults faults = plan.faults;
        if (random.nextDouble() < faults.lost()) {
            store(new Stored(packet, now, seconds));
            return;
        }
        byte[] bytes = upload(false, packet, now, now, seconds).bytes().toArray();
        if (random.nextDouble() < faults.half()) {
            line.send(Arrays.copyOf(bytes, bytes.length / 2));
            line.close();
            throw new EOFException("the line broke in the middle of a packet");
        }
        if (random.nextDouble() < faults.wrongCheck()) {
            bytes[bytes.length - 1] ^= 0x5A;
        }
        line.send(bytes);
        if (random.nextDouble() < faults.duplicated()) {
            line.send(bytes);
        }
    }

    /** Sends the oldest packet of the store; false when there is none. */
    public boolean sendStored(Instant now) throws IOException {
        Stored oldest = store.pollFirst();
        if (oldest == null) {
            return false;
        }
        boolean own = plan.habits.contains(TerminalHabit.OWN_STORE_SERIALS);
        storedPacket = storedPacket % HIGHEST_SERIAL + 1;
        send(upload(true, own ? storedPacket : oldest.serial, oldest.end, now, oldest.seconds));
        return true;
    }

    /** Measures ten seconds without a network. */
    public void storePacket(Instant now) {
        packet = packet % HIGHEST_SERIAL + 1;
        store(new Stored(packet, now, truck.seconds(BLOCKS)));
    }

    /** Reports that somebody takes the terminal out. */
    public void sendTamperAlarm(Instant now) throws IOException {
        send(speech.tamperAlarm(time(now), ++alarm, truck.position()));
    }

    /** Asks for the time; empty when no answer comes. */
    public Optional<OffsetDateTime> askTime() throws IOException {
        send(speech.timeRequest());
        return answer(ObdCommand.TIME_SYNC)
                .flatMap(frame -> ObdDecoder.decode(frame) instanceof ObdMessage.TimeSyncAnswer answer
                        ? Optional.ofNullable(answer.time())
                        : Optional.empty());
    }

    /** Files the security chip; empty when no answer comes. */
    public Optional<ObdMessage.ActivationAnswer> activate(Instant now) throws IOException {
        send(speech.activation(time(now)));
        return answer(ObdCommand.ACTIVATION_ANSWER)
                .flatMap(frame -> ObdDecoder.decode(frame) instanceof ObdMessage.ActivationAnswer answer
                        ? Optional.of(answer)
                        : Optional.empty());
    }

    /** Sends bytes as they are. */
    public void sendRaw(byte[] bytes) throws IOException {
        line.send(bytes);
    }

    /** Reads answers until one of this command comes; those before it are passed over. */
    public Optional<ObdFrame> answer(int command) throws IOException {
        return answer(line, command);
    }

    static Optional<ObdFrame> answer(RawSocket line, int command) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                byte[] header = line.read(24, PATIENCE);
                int rest = Octets.of(header).u16(22) + 1;
                byte[] frame = Arrays.copyOf(header, header.length + rest);
                System.arraycopy(line.read(rest, PATIENCE), 0, frame, header.length, rest);
                var answer = new ObdFrame(Octets.of(frame));
                if (answer.command() == command) {
                    return Optional.of(answer);
                }
            }
        } catch (SocketTimeoutException e) {
            // Nobody answers.
        }
        return Optional.empty();
    }

    /** Returns a packet of GB 17691, ten seconds that end now, as bytes of one frame. */
    public static byte[] packet(String vin, Area area, Instant now, int serial, SplittableRandom random) {
        var start = now.truncatedTo(ChronoUnit.SECONDS).minusSeconds(BLOCKS - 1).atOffset(Traffic.CHINA);
        var truck = Truck.warm(Powertrain.DIESEL, area, random.nextLong());
        return new ObdSpeech(ObdProfile.P1, vin, null, Set.of())
                .upload(false, serial, start, start, truck.seconds(BLOCKS), null)
                .bytes()
                .toArray();
    }

    private ObdFrame upload(boolean supplementary, int serial, Instant end, Instant now, List<EngineSecond> seconds) {
        var start = time(end).minusSeconds(seconds.size() - 1L);
        boolean first = serial == 1 && !supplementary;
        return speech.upload(supplementary, serial, start, time(now), seconds, first ? healthy(plan.vin) : null);
    }

    /** Returns what the control unit says after the start: no faults, all tests done. */
    private static Diagnostics healthy(String vin) {
        return new Diagnostics(
                1,
                0,
                0xDEA0,
                0,
                Octets.of(vin.getBytes(US_ASCII)),
                Octets.of("SIMCAL001000000000".getBytes(US_ASCII)),
                Octets.of("A1B2C3D40000000000".getBytes(US_ASCII)),
                Octets.of(new byte[36]),
                0,
                List.of());
    }

    private void store(Stored stored) {
        store.addLast(stored);
        if (store.size() > STORED) {
            store.removeFirst();
        }
    }

    /** Returns what the terminal takes for the time. */
    private OffsetDateTime time(Instant now) {
        return now.plus(plan.faults.clockDrift())
                .truncatedTo(ChronoUnit.SECONDS)
                .atOffset(Traffic.CHINA);
    }

    private void send(ObdFrame frame) throws IOException {
        line.send(frame.bytes().toArray());
    }

    /** Logs out and hangs up. */
    @Override
    public void close() throws IOException {
        try (line) {
            if (!plan.habits.contains(TerminalHabit.NO_LOGIN)) {
                send(speech.logout(null, loginSerial));
            }
        }
    }
}
