package io.plumewatch.sim.device;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plumewatch.wire.hj212.Hj212Cut;
import io.plumewatch.wire.hj212.Hj212Decoded;
import io.plumewatch.wire.hj212.Hj212Decoder;
import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.hj212.Hj212Frame;
import io.plumewatch.wire.hj212.Hj212FrameCutter;
import io.plumewatch.wire.hj212.Hj212Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One connection of a station: writes messages with its habits and faults, and reads what the host says. */
final class AirLine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int PORTION = 4_096;

    private final RawSocket socket;
    private final AirStationSettings settings;
    private final SplittableRandom random;
    private volatile boolean open = true;

    private AirLine(RawSocket socket, AirStationSettings settings, SplittableRandom random) {
        this.socket = socket;
        this.settings = settings;
        this.random = random;
    }

    /** Connects and has every message of the host told, on a thread of the line. */
    static AirLine connect(
            String host, int port, AirStationSettings settings, SplittableRandom random, Consumer<Hj212Message> heard)
            throws IOException {
        var line = new AirLine(RawSocket.connect(host, port), settings, random);
        var thread = new Thread(
                () -> line.listen(heard), "air-station " + settings.peer().mn());
        thread.setDaemon(true);
        thread.start();
        return line;
    }

    boolean isOpen() {
        return open;
    }

    /** Sends a message; a fault may take the connection with it. */
    synchronized void send(Hj212Message message) throws IOException {
        var faults = settings.faults();
        byte[] frame = frame(message);
        if (happens(faults.garbage())) {
            socket.send(noise());
        }
        if (happens(faults.halfFrame())) {
            socket.send(Arrays.copyOf(frame, random.nextInt(8, frame.length - 8)));
            return;
        }
        if (happens(faults.wrongCrc())) {
            int digit = frame.length - 3;
            frame[digit] = (byte) (frame[digit] == '0' ? '1' : '0');
        }
        socket.send(frame);
        if (happens(faults.duplicate())) {
            socket.send(frame);
        }
        if (happens(faults.dropOut())) {
            close();
        }
    }

    private byte[] frame(Hj212Message message) {
        var plain = Hj212Encoder.frame(message);
        var cipher = settings.cipher();
        String frame = cipher != null && isSealed(message.cn())
                ? cipher.seal(plain).text()
                : plain.bytes().text();
        for (StationHabit habit : StationHabit.values()) {
            if (settings.habits().contains(habit)) {
                frame = habit.apply(frame);
            }
        }
        return frame.getBytes(ISO_8859_1);
    }

    /** Data, keys and site information are what 2025 wants encrypted. */
    private static boolean isSealed(String cn) {
        return cn.startsWith("2") || cn.equals("1014") || cn.equals("3020");
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(1, 24)];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) random.nextInt(128, 256);
        }
        return noise;
    }

    private synchronized boolean happens(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    private void listen(Consumer<Hj212Message> heard) {
        var cutter = new Hj212FrameCutter(Hj212Frame.MAX_SEGMENT);
        ByteBuf in = Unpooled.buffer();
        try {
            while (open) {
                read(in);
                for (Hj212Cut cut = cutter.next(in); cut != null; cut = cutter.next(in)) {
                    hear(cut, heard);
                }
            }
        } catch (IOException e) {
            // Reset by the host: over, and the station connects again.
        } finally {
            open = false;
        }
    }

    /** Takes what comes within a while; one byte is asked for by itself, because only that tells silence from the end. */
    private void read(ByteBuf in) throws IOException {
        try {
            byte[] first = socket.read(1, PATIENCE);
            in.discardReadBytes();
            in.writeBytes(first);
            in.writeBytes(socket.readSome(PORTION, Duration.ofMillis(1)));
        } catch (SocketTimeoutException e) {
            // Silence: whoever closes the line is seen by its flag.
        }
    }

    private void hear(Hj212Cut cut, Consumer<Hj212Message> heard) {
        if (cut instanceof Hj212Cut.Frame whole
                && Hj212Decoder.decode(whole.frame()) instanceof Hj212Decoded.Ok ok
                && !happens(settings.faults().unanswered())) {
            heard.accept(ok.message());
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
