package io.plumewatch.wire.log;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Names of the log's streams and of the keys beside them. */
public final class Streams {

    /** Everything that can become evidence, in one total order. */
    public static final String EVIDENCE = "evidence";

    /** How many partitions {@code sightings} and {@code telemetry} have. */
    public static final int PARTITIONS = 16;

    /** A random id, set once per life of the log: another value means that the log was lost. */
    public static final String EPOCH = "log:epoch";

    /** The stream of rejected input on the telemetry Redis; see the gateway's quarantine. */
    public static final String QUARANTINE = "quarantine";

    /** The stream on the evidence Redis in which gateways tell which profiles they have, see {@link ProfileNotice}. */
    public static final String PROFILES = "log:profiles";

    private static final List<String> SIGHTINGS = names("sightings");
    private static final List<String> TELEMETRY = names("telemetry");

    private Streams() {}

    /**
     * Returns the key of one writer's last sign of a writable log, epoch milliseconds as text. Each has its own: what
     * one of them could write says nothing of the outage of another.
     */
    public static String heartbeat(String gatewayId, String writer) {
        return "log:heartbeat:" + gatewayId + ":" + writer;
    }

    /** Returns the partition that holds the sightings of a plate. */
    public static String sightings(String plateNumber) {
        return sightings(partition(plateNumber));
    }

    /** Returns the name of sightings partition {@code n}, {@code 0..15}. */
    public static String sightings(int n) {
        return SIGHTINGS.get(n);
    }

    /** Returns the partition that holds the telemetry of a device or VIN. */
    public static String telemetry(String key) {
        return telemetry(partition(key));
    }

    /** Returns the name of telemetry partition {@code n}, {@code 0..15}. */
    public static String telemetry(int n) {
        return TELEMETRY.get(n);
    }

    /** Returns every stream on the evidence Redis: evidence and all sightings partitions. */
    public static List<String> onEvidenceRedis() {
        return Stream.concat(Stream.of(EVIDENCE), SIGHTINGS.stream()).toList();
    }

    /** Returns every stream on the telemetry Redis. */
    public static List<String> onTelemetryRedis() {
        return TELEMETRY;
    }

    private static List<String> names(String stream) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(n -> stream + ":{" + n + "}")
                .toList();
    }

    private static int partition(String key) {
        var crc = new CRC32();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % PARTITIONS);
    }
}
