package io.plumewatch.gateway.obd;

import io.plumewatch.doors.Network;
import io.plumewatch.gateway.fuzz.Bench;
import io.plumewatch.gateway.fuzz.Fuzzed;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.tcp.FuzzedConnection;
import io.plumewatch.gateway.tcp.Line;
import io.plumewatch.gateway.tcp.Sessions;
import io.plumewatch.gateway.tcp.Speech;
import io.plumewatch.gateway.tcp.TcpParts;
import io.plumewatch.gateway.testing.FakeChipIds;
import io.plumewatch.testing.Mutation;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdProfile;
import io.plumewatch.wire.obd.SampleFrames;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Frames of OBD terminals, through the connection, the judge and the signature check. Every second one has a right check byte. */
public final class ObdFuzz implements Fuzzed {

    private static final int HEADER = 24;
    /** A signature takes a third of a millisecond. */
    private static final int SIGNED_EVERY = 500;

    private static final Instant NOW = Instant.parse("2026-03-15T02:00:00Z");
    /** Half a minute before, in the terminals' time. */
    private static final byte[] JUST_NOW = {26, 3, 15, 9, 59, 30};

    private final Bench bench = new Bench(NOW);
    private final List<byte[]> samples = new ArrayList<>();
    private final List<byte[]> signed = new ArrayList<>();
    private final FuzzedConnection<ObdFrame, ObdLine.Known> connection;

    public ObdFuzz() {
        SampleFrames.names().forEach(name -> add(samples, SampleFrames.frame(name), null));
        String vin = "LGDCHA1G8MA127733";
        add(signed, Frames.signed(vin, 4, Frames.PRIVATE_KEY, "1234567812345678"), Frames.PUBLIC_KEY.hex());
        signed.add(Frames.activation(vin, vin, Frames.PRIVATE_KEY, Frames.PRIVATE_KEY)
                .bytes()
                .toArray());
        var sessions = new Sessions();
        var judge = new ObdJudge(
                new ObdAdmission(List.of(Network.of("127.0.0.0/8")), sessions, bench.counters),
                new KnownTerminals(),
                new ObdAnswers(Map.of()),
                new TimeRules((measured, received) -> false, shown -> false),
                bench.quarantine,
                bench.counters,
                bench.seen,
                "gateway-1");
        var signatures = new ObdSignatures(new FakeChipIds(), Runnable::run, bench.counters);
        var parts = new ObdParts(3, signatures, judge, sessions, bench.devices, bench, bench.counters);
        var tcp = new TcpParts(
                Protocol.OBD, Bench.bounds(), bench.devices, bench, bench.quarantine, bench.counters, bench.clock);
        connection = new FuzzedConnection<>(tcp, new Terminals(parts));
    }

    private void add(List<byte[]> to, ObdFrame frame, @Nullable String publicKey) {
        to.add(frame.bytes().toArray());
        String profile =
                to.size() % 3 == 0 ? ObdProfile.values()[to.size() % ObdProfile.values().length].label() : null;
        bench.devices.with(new ProjectedDevice(
                "OBD-" + bench.hashCode() + "-" + to.size(),
                "OBD_TERMINAL",
                "410800",
                to.size() % 7 != 0,
                "s",
                null,
                frame.vin(),
                Frames.ICCID,
                publicKey,
                profile,
                null,
                null));
    }

    @Override
    public void take(long number) {
        var random = new SplittableRandom(number);
        List<byte[]> from = number % SIGNED_EVERY == 0 ? signed : samples;
        byte[] bytes = Mutation.of(from.get(random.nextInt(from.size())), random);
        connection.take(random.nextBoolean() ? right(bytes, random) : bytes, random);
        bench.requireNoOwnFault();
    }

    /** Writes length, check byte and mostly the time anew. */
    private static byte[] right(byte[] bytes, SplittableRandom random) {
        if (bytes.length > HEADER) {
            int data = bytes.length - HEADER - 1;
            if (data >= JUST_NOW.length && random.nextInt(4) > 0) {
                System.arraycopy(JUST_NOW, 0, bytes, HEADER, JUST_NOW.length);
            }
            bytes[22] = (byte) (data >> 8);
            bytes[23] = (byte) data;
            byte check = 0;
            for (int i = 2; i < bytes.length - 1; i++) {
                check ^= bytes[i];
            }
            bytes[bytes.length - 1] = check;
        }
        return bytes;
    }

    @Override
    public long good() {
        return bench.entries();
    }

    @Override
    public void close() {
        connection.close();
    }

    private record Terminals(ObdParts parts) implements Speech<ObdFrame, ObdLine.Known> {

        @Override
        public io.plumewatch.gateway.tcp.Frames<ObdFrame> frames() {
            return new ObdFrames();
        }

        @Override
        public Line<ObdFrame, ObdLine.Known> line(
                io.netty.channel.Channel channel, InetAddress address, @Nullable X509Certificate peer) {
            return new ObdLine(parts, channel, address, null);
        }
    }
}
