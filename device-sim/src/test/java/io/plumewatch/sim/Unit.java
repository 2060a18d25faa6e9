package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.rs.RsAck;
import io.plumewatch.wire.rs.RsJson;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A remote-sensing unit on MQTT 3.1.1 that remembers which answer came to which id. */
final class Unit implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(10);

    private final String deviceNo;
    private final MqttClient client;
    private final Map<String, RsAck> acks = new ConcurrentHashMap<>();

    private Unit(String deviceNo, MqttClient client) {
        this.deviceNo = deviceNo;
        this.client = client;
    }

    static Unit connect(TestCity city, String deviceNo, String secret) throws MqttException {
        var client = new MqttClient(city.mqttUrl(), deviceNo, new MemoryPersistence());
        client.setTimeToWait(20_000);
        var options = new MqttConnectOptions();
        options.setUserName(deviceNo);
        options.setPassword(secret.toCharArray());
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        client.connect(options);
        var unit = new Unit(deviceNo, client);
        client.subscribe("plumewatch/v1/" + deviceNo + "/ack", 1, (topic, message) -> unit.onAck(message.getPayload()));
        return unit;
    }

    private void onAck(byte[] payload) {
        if (RsJson.ack(payload) instanceof Decoded.Ok<RsAck> ok) {
            acks.put(ok.value().id(), ok.value());
        } else {
            acks.put("unreadable", new RsAck(new String(payload, UTF_8), RsAck.Outcome.QUARANTINED, "UNREADABLE_ACK"));
        }
    }

    String deviceNo() {
        return deviceNo;
    }

    boolean connected() {
        return client.isConnected();
    }

    /** Publishes below the unit's own topic and returns when the broker has it. */
    void publish(String kind, byte[] payload) {
        publishTo("plumewatch/v1/" + deviceNo + "/" + kind, payload);
    }

    /** Publishes anywhere and returns when the broker has it. */
    void publishTo(String topic, byte[] payload) {
        try {
            client.publish(topic, payload, 1, false);
        } catch (MqttException e) {
            throw new IllegalStateException("the broker did not take " + topic, e);
        }
    }

    /** Publishes and returns the answer to the given id that comes after this. */
    RsAck ask(String kind, byte[] payload, String id) {
        acks.remove(id);
        publish(kind, payload);
        // Looking into our own memory costs nothing, and this is asked hundreds of times.
        return Eventually.within()
                .pollInterval(LOOK)
                .alias("an ack for " + id)
                .until(() -> Optional.ofNullable(acks.get(id)), Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect();
        }
        client.close(true);
    }
}
