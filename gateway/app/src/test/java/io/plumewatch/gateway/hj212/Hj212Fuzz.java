package io.plumewatch.gateway.hj212;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.channel.Channel;
import io.plumewatch.gateway.fuzz.Bench;
import io.plumewatch.gateway.fuzz.Fuzzed;
import io.plumewatch.gateway.intake.Hashes;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.RecentlyStored;
import io.plumewatch.gateway.tcp.Frames;
import io.plumewatch.gateway.tcp.FuzzedConnection;
import io.plumewatch.gateway.tcp.Line;
import io.plumewatch.gateway.tcp.Speech;
import io.plumewatch.gateway.tcp.TcpParts;
import io.plumewatch.testing.Mutation;
import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.hj212.SampleStations;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Frames of air stations of all three editions, through the connection, the judge and the dialogue. Half of them have a right check value. */
public final class Hj212Fuzz implements Fuzzed {

    private static final Pattern SENDER = Pattern.compile("PW=([^;]*);MN=([^;]*);");
    private static final List<String> PROFILES =
            List.of("ambient@1", "dust-ng@1", "legacy-2005@1", "standard-2017@1", "ambient-sm4@1", "no-such@1");
    /** Bytes in front of the segment, and of the check value behind it. */
    private static final int FRONT = 6;

    private static final int CHECK = 4;
    private static final Pattern TIMES = Pattern.compile("(QN=|Time=)\\d{14}");
    private static final int EXPIRE_EVERY = 1_000;

    private final Bench bench = new Bench(Instant.parse("2026-03-15T02:00:00Z"));
    private final List<byte[]> samples;
    private final Hj212Desk desk;
    private final FuzzedConnection<Received, Optional<ProjectedDevice>> connection;

    public Hj212Fuzz() {
        samples = SampleStations.names().stream()
                .map(name -> SampleStations.bytes(name).toArray())
                .toList();
        Set<String> registered = new HashSet<>();
        samples.forEach(sample -> register(new String(sample, ISO_8859_1), registered));
        var parts = new Hj212Server.Parts(
                bench, new RecentlyStored(() -> "epoch"), bench.devices, bench.quarantine, bench.counters, bench.seen);
        desk = new Hj212Desk(
                Hj212TestServer.settings(Duration.ofSeconds(60), Hj212TestServer.NO_TLS, "127.0.0.0/8"),
                UnitProfiles.in(""),
                parts,
                bench.clock,
                new TimeRules((from, to) -> false, shown -> false),
                "gateway-1");
        var tcp = new TcpParts(
                Protocol.HJ212, Bench.bounds(), bench.devices, bench, bench.quarantine, bench.counters, bench.clock);
        connection = new FuzzedConnection<>(tcp, new Stations(desk));
    }

    private void register(String frame, Set<String> registered) {
        Matcher sender = SENDER.matcher(frame);
        if (sender.find() && registered.add(sender.group(2))) {
            String mn = sender.group(2);
            String password = Hashes.sha256((mn + ":" + sender.group(1)).getBytes(ISO_8859_1));
            String profile = PROFILES.get(registered.size() % PROFILES.size());
            String number = registered.size() % 5 == 0 ? "AIR-SM4" : "AIR-" + registered.size();
            bench.devices.with(
                    Hj212TestServer.device(number, "AIR_STATION", registered.size() % 7 != 0, mn, profile, password));
        }
    }

    @Override
    public void take(long number) {
        var random = new SplittableRandom(number);
        byte[] sample = samples.get(random.nextInt(samples.size()));
        connection.take(random.nextBoolean() ? right(sample, random) : Mutation.of(sample, random), random);
        if (number % EXPIRE_EVERY == 0) {
            desk.expireJoins();
        }
        bench.requireNoOwnFault();
    }

    /** Changes the segment only, with times of today, and puts a right length and check value around it. */
    private static byte[] right(byte[] sample, SplittableRandom random) {
        int to = Math.max(Math.min(FRONT, sample.length), sample.length - CHECK - 2);
        String segment = new String(sample, ISO_8859_1).substring(Math.min(FRONT, sample.length), to);
        String recent = TIMES.matcher(segment).replaceAll(found -> found.group(1) + "20260315095500");
        byte[] changed = Mutation.of(recent.getBytes(ISO_8859_1), random);
        return changed.length > 9_999
                ? sample
                : Hj212Encoder.frame(Octets.of(changed)).bytes().toArray();
    }

    @Override
    public long good() {
        return bench.entries();
    }

    @Override
    public void close() {
        connection.close();
    }

    private record Stations(Hj212Desk desk) implements Speech<Received, Optional<ProjectedDevice>> {

        @Override
        public Frames<Received> frames() {
            return new Hj212Frames(desk.settings().segmentBytes(), true);
        }

        @Override
        public Line<Received, Optional<ProjectedDevice>> line(
                Channel channel, InetAddress address, @Nullable X509Certificate peer) {
            return new Hj212Line(desk, channel, address, false);
        }
    }
}
