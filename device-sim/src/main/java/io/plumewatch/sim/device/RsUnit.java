package io.plumewatch.sim.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.traffic.MeasuredPass;
import io.plumewatch.sim.traffic.Sha256;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.rs.RsAck;
import io.plumewatch.wire.rs.RsCalibration;
import io.plumewatch.wire.rs.RsJson;
import io.plumewatch.wire.rs.RsPass;
import io.plumewatch.wire.rs.RsStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallbackExtended;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/**
 * A remote-sensing unit on MQTT 3.1.1. It keeps each message until the gateway's {@code ack} names it, and sends again
 * what waits too long; the broker's own acknowledgement counts for nothing.
 *
 * <p>Whoever owns units calls {@link #resendOverdue()} now and then; a unit has no timer of its own.
 */
public final class RsUnit implements AutoCloseable {

    /** A unit that sends later than this after measuring says so. */
    private static final Duration REPLAYED_AFTER = Duration.ofSeconds(120);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_IN_FLIGHT = 900;

    private final String deviceNo;
    private final InstantSource clock;
    private final Outbox outbox;
    private final MqttAsyncClient client;
    private @Nullable Consumer<RsAck> listener;

    private RsUnit(String deviceNo, InstantSource clock, int window, MqttAsyncClient client) {
        this.deviceNo = deviceNo;
        this.clock = clock;
        this.outbox = new Outbox(window);
        this.client = client;
    }

    /**
     * Connects a unit.
     *
     * @param window how many messages may wait for their acknowledgement before sending blocks
     */
    public static RsUnit connect(String mqttUrl, String deviceNo, String secret, int window, InstantSource clock) {
        try {
            var client = new MqttAsyncClient(mqttUrl, deviceNo, new MemoryPersistence());
            var unit = new RsUnit(deviceNo, clock, window, client);
            unit.open(secret);
            return unit;
        } catch (MqttException e) {
            throw new RunFailed("unit " + deviceNo + " cannot connect to " + mqttUrl + ": " + e, e);
        }
    }

    private void open(String secret) throws MqttException {
        var options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setUserName(deviceNo);
        options.setPassword(secret.toCharArray());
        options.setCleanSession(false);
        options.setAutomaticReconnect(true);
        options.setMaxReconnectDelay(2_000);
        options.setMaxInflight(MAX_IN_FLIGHT);
        options.setWill(topic("status"), status(RsStatus.State.OFFLINE), 1, true);
        client.setCallback(new Incoming());
        client.connect(options).waitForCompletion(PATIENCE.toMillis());
        client.subscribe(topic("ack"), 1).waitForCompletion(PATIENCE.toMillis());
        client.publish(topic("status"), status(RsStatus.State.ONLINE), 1, true);
    }

    private byte[] status(RsStatus.State state) {
        return RsJson.write(new RsStatus(state, clock.instant().atOffset(Traffic.CHINA), "sim-1", null));
    }

    private String topic(String kind) {
        return "plumewatch/v1/" + deviceNo + "/" + kind;
    }

    public String deviceNo() {
        return deviceNo;
    }

    /** Has every acknowledgement told, on the client's thread: the listener must not block. */
    public void onAck(Consumer<RsAck> acknowledged) {
        listener = acknowledged;
    }

    /** Sends a pass with its photos; blocks while the window is full. */
    public void send(MeasuredPass measured) {
        List<RsPass.Photo> notes = measured.pass().photos();
        for (int i = 0; i < notes.size(); i++) {
            byte[] jpeg = measured.photos().get(i);
            send(notes.get(i).sha256(), "photo/" + Sha256.hex(jpeg), () -> jpeg);
        }
        send(measured.pass());
    }

    /** Sends a pass; blocks while the window is full. */
    public void send(RsPass pass) {
        send(pass.passId(), "pass", () -> RsJson.write(stamped(pass)));
    }

    public void send(RsCalibration calibration) {
        send(calibration.calibrationId(), "calibration", () -> RsJson.write(calibration));
    }

    /** Sends anything under the id that its acknowledgement will name. */
    public void send(String id, String kind, Supplier<byte[]> payload) {
        publish(outbox.add(id, topic(kind), payload, clock.instant()));
    }

    /** A unit writes the time of sending anew whenever it sends. */
    private RsPass stamped(RsPass pass) {
        Instant now = clock.instant();
        boolean late = Duration.between(pass.measuredAt().toInstant(), now).compareTo(REPLAYED_AFTER) > 0;
        return new RsPass(
                pass.passId(),
                pass.measuredAt(),
                now.atOffset(Traffic.CHINA),
                pass.sequence(),
                pass.replayed() || late,
                pass.lane(),
                pass.plate(),
                pass.vehicle(),
                pass.exhaust(),
                pass.plume(),
                pass.weather(),
                pass.road(),
                pass.position(),
                pass.photos());
    }

    private void publish(Outbox.Waiting message) {
        try {
            client.publish(message.topic(), message.payload().get(), 1, false);
        } catch (MqttException e) {
            // Not connected or too much in flight: it stays in the outbox and is sent again when overdue.
            outbox.postpone(message.id());
        }
    }

    /** Sends again what has waited too long for its acknowledgement. */
    public void resendOverdue() {
        if (client.isConnected()) {
            outbox.overdue(clock.instant().minus(PATIENCE), clock.instant()).forEach(this::publish);
        }
    }

    /** Returns how many messages wait for their acknowledgement. */
    public int waiting() {
        return outbox.size();
    }

    /** Leaves as a unit does whose power is cut: what waits is lost with it, and its will speaks. */
    @Override
    public void close() {
        outbox.close();
        try {
            client.disconnectForcibly(0, 0, false);
            client.close(true);
        } catch (MqttException e) {
            throw new RunFailed("unit " + deviceNo + " cannot disconnect: " + e, e);
        }
    }

    /** What the broker brings. Runs on the client's thread: hands over and returns. */
    private final class Incoming implements MqttCallbackExtended {

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (RsJson.ack(message.getPayload()) instanceof Decoded.Ok<RsAck> ok) {
                outbox.remove(ok.value().id());
                Consumer<RsAck> told = listener;
                if (told != null) {
                    told.accept(ok.value());
                }
            } else {
                System.err.println(deviceNo + " got an unreadable ack: " + new String(message.getPayload(), UTF_8));
            }
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void connectionLost(Throwable cause) {}

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {}
    }
}
