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
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;
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
 * what waits too long, less often the longer it waits; the broker's own acknowledgement counts for nothing.
 *
 * <p>Whoever owns units calls {@link #resendOverdue()} now and then; a unit has no timer of its own.
 */
public final class RsUnit implements AutoCloseable {

    /** A unit that sends later than this after measuring says so. */
    private static final Duration REPLAYED_AFTER = Duration.ofSeconds(120);

    private static final System.Logger LOG = System.getLogger(RsUnit.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_IN_FLIGHT = 900;
    /** A line that died without a word is noticed after this time and the same again at the latest. */
    private static final int KEEP_ALIVE_SECONDS = 20;

    private static final Duration LONGEST_RECONNECT = Duration.ofSeconds(30);

    private final String deviceNo;
    private final InstantSource clock;
    private final Outbox outbox;
    private final MqttAsyncClient client;
    private final UnitFaults faults;
    private final String secret;
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicLong photos = new AtomicLong();
    private @Nullable Consumer<RsAck> listener;
    private volatile boolean offline;
    private Instant goodUntil;

    private RsUnit(
            String deviceNo,
            InstantSource clock,
            int window,
            MqttAsyncClient client,
            UnitFaults faults,
            String secret) {
        this.deviceNo = deviceNo;
        this.clock = () -> clock.instant().plus(faults.clockAhead());
        this.goodUntil = this.clock.instant().plus(LONGEST_RECONNECT);
        this.outbox = new Outbox(window);
        this.client = client;
        this.faults = faults;
        this.secret = secret;
    }

    /**
     * Connects a unit.
     *
     * @param window how many messages may wait for their acknowledgement before sending blocks
     */
    public static RsUnit connect(String mqttUrl, String deviceNo, String secret, int window, InstantSource clock) {
        return connect(mqttUrl, deviceNo, secret, window, clock, UnitFaults.NONE);
    }

    /** Connects a unit that has faults. */
    public static RsUnit connect(
            String mqttUrl, String deviceNo, String secret, int window, InstantSource clock, UnitFaults faults) {
        try {
            var client = new MqttAsyncClient(mqttUrl, deviceNo, new MemoryPersistence());
            var unit = new RsUnit(deviceNo, clock, window, client, faults, secret);
            unit.open();
            return unit;
        } catch (MqttException e) {
            throw new RunFailed("unit " + deviceNo + " cannot connect to " + mqttUrl + ": " + e, e);
        }
    }

    private void open() throws MqttException {
        client.setCallback(new Incoming());
        client.connect(options()).waitForCompletion(PATIENCE.toMillis());
        greet();
    }

    private void greet() throws MqttException {
        client.subscribe(topic("ack"), 1).waitForCompletion(PATIENCE.toMillis());
        client.publish(topic("status"), status(RsStatus.State.ONLINE), 1, true);
    }

    private MqttConnectOptions options() {
        var options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setUserName(deviceNo);
        options.setPassword(secret.toCharArray());
        options.setCleanSession(false);
        options.setAutomaticReconnect(true);
        options.setMaxReconnectDelay(2_000);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setMaxInflight(MAX_IN_FLIGHT);
        options.setWill(topic("status"), status(RsStatus.State.OFFLINE), 1, true);
        return options;
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
        measured.photos().forEach(this::sendPhoto);
        send(measured.pass());
    }

    /** Sends a photo under its digest. */
    public void sendPhoto(byte[] jpeg) {
        boolean mistaken = faults.mistakesPhoto(photos.incrementAndGet());
        String digest = Sha256.hex(mistaken ? deviceNo.getBytes(UTF_8) : jpeg);
        send(digest, "photo/" + digest, () -> jpeg);
    }

    /** Sends a pass; blocks while the window is full. */
    public void send(RsPass pass) {
        RsPass numbered = numbered(pass);
        send(numbered.passId(), "pass", () -> RsJson.write(stamped(numbered)));
    }

    public void send(RsCalibration calibration) {
        send(calibration.calibrationId(), "calibration", () -> RsJson.write(calibration));
    }

    /** Sends anything under the id that its acknowledgement will name. */
    public void send(String id, String kind, Supplier<byte[]> payload) {
        Outbox.Waiting message = outbox.add(id, topic(kind), payload, clock.instant());
        publish(message);
        if (kind.endsWith("pass") && faults.duplicates(sequence.get())) {
            publish(message);
        }
    }

    /** Gives a pass the unit's next number, and the time that the unit's clock shows. */
    RsPass numbered(RsPass pass) {
        long number = sequence.incrementAndGet();
        if (faults.leavesOut(number)) {
            number = sequence.incrementAndGet();
        }
        return with(pass, pass.measuredAt().plus(faults.clockAhead()), null, number, pass.replayed());
    }

    /** A unit writes the time of sending anew whenever it sends. */
    RsPass stamped(RsPass pass) {
        Instant now = clock.instant();
        boolean late = Duration.between(pass.measuredAt().toInstant(), now).compareTo(REPLAYED_AFTER) > 0;
        return with(pass, pass.measuredAt(), now.atOffset(Traffic.CHINA), pass.sequence(), pass.replayed() || late);
    }

    private static RsPass with(
            RsPass pass,
            OffsetDateTime measuredAt,
            @Nullable OffsetDateTime sentAt,
            @Nullable Long number,
            boolean replayed) {
        return new RsPass(
                pass.passId(),
                measuredAt,
                sentAt,
                number,
                replayed,
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

    /** Sends again what has waited too long for its acknowledgement; mends a line that does not come back by itself. */
    public synchronized void resendOverdue() {
        Instant now = clock.instant();
        if (client.isConnected()) {
            goodUntil = now.plus(LONGEST_RECONNECT);
            outbox.overdue(now).forEach(this::publish);
        } else if (!offline && goodUntil.isBefore(now)) {
            goodUntil = now.plus(LONGEST_RECONNECT);
            connectAnew();
        }
    }

    /** The client waits for ever for an answer to its CONNECT that got lost. */
    private void connectAnew() {
        try {
            client.disconnectForcibly(0, 0, false);
            client.connect(options());
        } catch (MqttException e) {
            // It is just connecting, or disconnecting: there is a next time.
            LOG.log(System.Logger.Level.DEBUG, "{0} does not connect anew: {1}", deviceNo, e);
        }
    }

    /** Cuts the line without a word, as a dead modem does: the last will speaks. What waits stays with the unit. */
    public synchronized void goOffline() {
        offline = true;
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            throw new RunFailed("unit " + deviceNo + " cannot go offline: " + e, e);
        }
    }

    /** Mends the line. */
    public void comeBack() {
        try {
            if (!client.isConnected()) {
                client.connect(options()).waitForCompletion(PATIENCE.toMillis());
            }
            greet();
            offline = false;
        } catch (MqttException e) {
            throw new RunFailed("unit " + deviceNo + " cannot come back: " + e, e);
        }
    }

    /** Returns whether the broker has this unit at the moment. */
    public boolean connected() {
        return client.isConnected();
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
