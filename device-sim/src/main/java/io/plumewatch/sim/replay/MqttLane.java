package io.plumewatch.sim.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.capture.CaptureEvent;
import io.plumewatch.sim.capture.Channel;
import io.plumewatch.sim.capture.Step;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.rs.RsAck;
import io.plumewatch.wire.rs.RsJson;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/** One unit on MQTT. It keeps each message until {@code ack} names it, and sends again what waits too long. */
final class MqttLane extends Lane {

    /** Messages that may wait for their acknowledgement. */
    private static final int WINDOW = 100;

    private static final long RESEND_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long RETRY_MILLIS = 200;

    private static final class Pending {

        private final CaptureEvent message;
        private final List<String> ids;
        private final long firstSentNanos = System.nanoTime();
        private long sentNanos = firstSentNanos;

        Pending(CaptureEvent message) {
            this.message = message;
            this.ids = MessageIds.of(message);
        }
    }

    private final String url;
    private final String deviceNo;
    private final String secret;
    private final Duration patience;
    private final Tally tally;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private @Nullable MqttAsyncClient client;

    MqttLane(String url, String deviceNo, String secret, Duration patience, Tally tally) {
        super("mqtt-" + deviceNo);
        this.url = url;
        this.deviceNo = deviceNo;
        this.secret = secret;
        this.patience = patience;
        this.tally = tally;
    }

    @Override
    void play(CaptureEvent event) throws InterruptedException {
        if (event.step() != Step.UP) {
            return;
        }
        boolean status = "status".equals(event.name());
        if (!status) {
            awaitFewerThan(WINDOW);
            synchronized (pending) {
                pending.add(new Pending(event));
            }
        }
        tally.sent(Channel.MQTT, 1);
        publish(event, status);
    }

    private void publish(CaptureEvent event, boolean retained) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                connected().publish("plumewatch/v1/" + deviceNo + "/" + event.name(), event.bytes(), 1, retained);
                return;
            } catch (MqttException e) {
                // Not connected, or too much in flight for the moment.
                if (System.nanoTime() > deadline) {
                    throw new RunFailed("cannot publish at " + url + ": " + e, e);
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private MqttAsyncClient connected() throws MqttException {
        MqttAsyncClient open = client;
        if (open == null) {
            open = new MqttAsyncClient(url, deviceNo, new MemoryPersistence());
            var options = new MqttConnectOptions();
            options.setUserName(deviceNo);
            options.setPassword(secret.toCharArray());
            options.setAutomaticReconnect(true);
            options.setMaxInflight(2 * WINDOW);
            try {
                open.connect(options).waitForCompletion(patience.toMillis());
                open.subscribe("plumewatch/v1/" + deviceNo + "/ack", 1, (topic, message) -> answered(message))
                        .waitForCompletion(patience.toMillis());
            } catch (MqttException e) {
                open.close(true);
                throw e;
            }
            client = open;
        }
        return open;
    }

    /** Runs on the client's thread. */
    private void answered(MqttMessage message) {
        if (!(RsJson.ack(message.getPayload()) instanceof Decoded.Ok<RsAck> ok)) {
            System.err.println(deviceNo + " got an unreadable ack: " + new String(message.getPayload(), UTF_8));
            return;
        }
        RsAck ack = ok.value();
        synchronized (pending) {
            if (pending.removeIf(waiting -> waiting.ids.contains(ack.id()))) {
                if (ack.outcome() == RsAck.Outcome.QUARANTINED) {
                    tally.refused(Channel.MQTT, 1);
                } else {
                    tally.acknowledged(Channel.MQTT, 1);
                }
            }
            pending.notifyAll();
        }
    }

    /** Waits for room; sends again what is overdue, and gives up what nobody answers. */
    private void awaitFewerThan(int most) throws InterruptedException {
        while (true) {
            Pending again;
            synchronized (pending) {
                giveUp();
                if (pending.size() < most) {
                    return;
                }
                again = overdue();
                if (again == null) {
                    pending.wait(RETRY_MILLIS);
                }
            }
            if (again != null) {
                publish(again.message, false);
            }
        }
    }

    private void giveUp() {
        long now = System.nanoTime();
        while (!pending.isEmpty() && now - pending.peek().firstSentNanos > patience.toNanos()) {
            pending.remove();
            tally.unanswered(Channel.MQTT, 1);
        }
    }

    private @Nullable Pending overdue() {
        long now = System.nanoTime();
        for (Pending waiting : pending) {
            if (now - waiting.sentNanos > RESEND_NANOS) {
                waiting.sentNanos = now;
                return waiting;
            }
        }
        return null;
    }

    @Override
    void finish() throws InterruptedException {
        awaitFewerThan(1);
        MqttAsyncClient open = client;
        if (open != null) {
            try {
                open.disconnect().waitForCompletion(patience.toMillis());
                open.close(true);
            } catch (MqttException e) {
                // The broker was faster.
            }
        }
    }
}
