package io.plumewatch.sim.capture;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event of a capture.
 *
 * @param atMillis since the capture's start, never negative
 * @param connection numbers TCP connections within the capture; null on MQTT and HTTP
 * @param device its number in the registry; null where only the bytes tell
 * @param name MQTT: the topic behind {@code plumewatch/v1/{device}/}; HTTP: method and path of a request
 * @param type HTTP: content type of a request
 * @param encoding HTTP: content encoding of a request
 * @param status HTTP: status of an answer
 * @param port INSTRUMENT: where the gateway looks for it
 * @param bytes exactly as they came; empty where nothing came
 */
public record CaptureEvent(
        long atMillis,
        Channel channel,
        @Nullable Integer connection,
        @Nullable String device,
        Step step,
        @Nullable String name,
        @Nullable String type,
        @Nullable String encoding,
        @Nullable Integer status,
        @Nullable Integer port,
        byte[] bytes) {

    private static final byte[] NOTHING = {};

    /** A step of a TCP connection without bytes. */
    public static CaptureEvent tcp(long atMillis, Channel channel, int connection, Step step) {
        return tcp(atMillis, channel, connection, step, NOTHING);
    }

    /** Bytes on a TCP connection. */
    public static CaptureEvent tcp(long atMillis, Channel channel, int connection, Step step, byte[] bytes) {
        return new CaptureEvent(atMillis, channel, connection, null, step, null, null, null, null, null, bytes);
    }

    /** The same on the connection to an instrument that the gateway finds at a port. */
    public CaptureEvent of(String instrument, int itsPort) {
        return new CaptureEvent(
                atMillis, channel, connection, instrument, step, name, type, encoding, status, itsPort, bytes);
    }

    /** A message below a device's own topic. */
    public static CaptureEvent mqtt(long atMillis, String device, Step step, String topic, byte[] payload) {
        return new CaptureEvent(atMillis, Channel.MQTT, null, device, step, topic, null, null, null, null, payload);
    }

    /** A request of a device. */
    public static CaptureEvent request(
            long atMillis, String device, String call, @Nullable String type, @Nullable String encoding, byte[] body) {
        return new CaptureEvent(atMillis, Channel.HTTP, null, device, Step.UP, call, type, encoding, null, null, body);
    }

    /** The answer to a device's last request. */
    public static CaptureEvent answer(long atMillis, String device, int status, byte[] body) {
        return new CaptureEvent(atMillis, Channel.HTTP, null, device, Step.DOWN, null, null, null, status, null, body);
    }

    /** The same with other bytes. */
    public CaptureEvent with(byte[] otherBytes) {
        return new CaptureEvent(
                atMillis, channel, connection, device, step, name, type, encoding, status, port, otherBytes);
    }

    /** Names what keeps its order: a device on MQTT, HTTP or a polled line, a connection elsewhere. */
    public String line() {
        return channel + "/" + (device == null ? String.valueOf(connection) : device);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CaptureEvent event
                && atMillis == event.atMillis
                && line().equals(event.line())
                && Objects.equals(connection, event.connection)
                && step == event.step
                && Objects.equals(name, event.name)
                && Objects.equals(type, event.type)
                && Objects.equals(encoding, event.encoding)
                && Objects.equals(status, event.status)
                && Objects.equals(port, event.port)
                && Arrays.equals(bytes, event.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(atMillis, line(), step, Arrays.hashCode(bytes));
    }

    /** Leaves the bytes out: they show plates and passwords. */
    @Override
    public String toString() {
        return "CaptureEvent[at " + atMillis + " ms, " + line() + " " + step + ", " + bytes.length + " B]";
    }
}
