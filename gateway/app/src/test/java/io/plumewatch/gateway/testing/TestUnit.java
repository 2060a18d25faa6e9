package io.plumewatch.gateway.testing;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.rs.RsAck;
import io.plumewatch.wire.rs.RsJson;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptionsBuilder;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;

/** A remote-sensing unit as the broker sees it: publishes, and listens to its answers. */
public final class TestUnit implements AutoCloseable {

    private final String deviceNo;
    private final MqttClient client;
    private final List<RsAck> answers = new CopyOnWriteArrayList<>();

    public TestUnit(String brokerUrl, String deviceNo) {
        this.deviceNo = deviceNo;
        try {
            client = new MqttClient(brokerUrl, deviceNo, new MemoryPersistence());
            client.connect(new MqttConnectionOptionsBuilder()
                    .username(deviceNo)
                    .password(("secret-" + deviceNo).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .build());
            client.subscribe(
                    new MqttSubscription[] {new MqttSubscription("plumewatch/v1/" + deviceNo + "/ack", 1)},
                    new org.eclipse.paho.mqttv5.client.IMqttMessageListener[] {
                        (topic, message) -> answers.add(ok(RsJson.ack(message.getPayload())))
                    });
        } catch (MqttException e) {
            throw new IllegalStateException("the unit did not connect", e);
        }
    }

    /** Publishes below the unit's own topic with QoS 1 and returns when the broker has it. */
    public void publish(String channel, byte[] payload) {
        try {
            client.publish("plumewatch/v1/" + deviceNo + "/" + channel, payload, 1, false);
        } catch (MqttException e) {
            throw new IllegalStateException("the broker did not take it", e);
        }
    }

    public List<RsAck> answers() {
        return List.copyOf(answers);
    }

    private static RsAck ok(Decoded<RsAck> decoded) {
        return ((Decoded.Ok<RsAck>) decoded).value();
    }

    @Override
    public void close() {
        try {
            if (client.isConnected()) {
                client.disconnect();
            }
            client.close();
        } catch (MqttException e) {
            throw new IllegalStateException("the unit did not disconnect", e);
        }
    }
}
