package io.plumewatch.sim.load;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.rs.RsAck;
import io.plumewatch.wire.rs.RsJson;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A unit that knows of each pass how long its answer took, and that may be told not to wait for answers. */
final class MeasuredUnit implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_IN_FLIGHT = 20_000;

    private final String deviceNo;
    private final MqttAsyncClient client;
    private final boolean waits;
    private final Semaphore window;
    private final Map<String, Long> publishedAt = new ConcurrentHashMap<>();
    private final Map<String, Long> answerNanos = new ConcurrentHashMap<>();

    /**
     * Connects a unit.
     *
     * @param window how many passes may wait for their answers; 0 = it waits for none, only for the broker to take them
     */
    MeasuredUnit(String mqttUrl, String deviceNo, String secret, int window) {
        this.deviceNo = deviceNo;
        this.waits = window > 0;
        this.window = new Semaphore(waits ? window : MOST_IN_FLIGHT);
        try {
            client = new MqttAsyncClient(mqttUrl, deviceNo, new MemoryPersistence());
            var options = new MqttConnectOptions();
            options.setUserName(deviceNo);
            options.setPassword(secret.toCharArray());
            options.setMaxInflight(MOST_IN_FLIGHT);
            client.connect(options).waitForCompletion(PATIENCE.toMillis());
            client.subscribe(
                            "plumewatch/v1/" + deviceNo + "/ack", 1, (topic, message) -> answered(message.getPayload()))
                    .waitForCompletion(PATIENCE.toMillis());
        } catch (MqttException e) {
            throw new RunFailed("unit " + deviceNo + " cannot connect to " + mqttUrl + ": " + e, e);
        }
    }

    String deviceNo() {
        return deviceNo;
    }

    /** Publishes a pass; blocks while the window is full. */
    void publish(String passId, byte[] pass) {
        try {
            if (!window.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new RunFailed("unit " + deviceNo + " got no answer for " + PATIENCE);
            }
            publishedAt.put(passId, System.nanoTime());
            client.publish("plumewatch/v1/" + deviceNo + "/pass", pass, 1, false, null, new Taken());
        } catch (MqttException e) {
            throw new RunFailed("unit " + deviceNo + " cannot publish: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailed("interrupted", e);
        }
    }

    private void answered(byte[] payload) {
        if (RsJson.ack(payload) instanceof Decoded.Ok<RsAck> ok && ok.value().outcome() != RsAck.Outcome.QUARANTINED) {
            Long published = publishedAt.get(ok.value().id());
            if (published != null && answerNanos.put(ok.value().id(), System.nanoTime() - published) == null && waits) {
                window.release();
            }
        }
    }

    int published() {
        return publishedAt.size();
    }

    int answered() {
        return answerNanos.size();
    }

    /** Waits until everything has its answer. */
    void awaitAnswers(Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        while (answered() < published()) {
            if (System.nanoTime() > deadline) {
                throw new RunFailed(published() - answered() + " passes of " + deviceNo + " have no answer");
            }
            Pause.millis(20);
        }
    }

    /** Returns how long each answer took. */
    Delays answers() {
        return Delays.ofNanos(answerNanos.values().stream().mapToLong(Long::longValue));
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 0, false);
            client.close(true);
        } catch (MqttException e) {
            throw new RunFailed("unit " + deviceNo + " cannot disconnect: " + e, e);
        }
    }

    private final class Taken implements IMqttActionListener {

        @Override
        public void onSuccess(IMqttToken token) {
            if (!waits) {
                window.release();
            }
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            System.err.println(deviceNo + " could not publish: " + failure);
        }
    }
}
