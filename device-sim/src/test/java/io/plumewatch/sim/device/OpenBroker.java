package io.plumewatch.sim.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.sim.server.FreePort;
import io.plumewatch.wire.rs.RsAck;
import io.plumewatch.wire.rs.RsJson;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A broker in memory that lets everybody in, and a gateway that only listens until it is told to acknowledge. */
final class OpenBroker implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    /** What a unit said: the topic behind its number, and the payload. */
    record Said(String deviceNo, String kind, String payload) {}

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final String url;
    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
    private final MqttClient gateway;

    OpenBroker() throws Exception {
        url = "tcp://127.0.0.1:" + FreePort.next();
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMaxDiskUsage(-1)
                .addAddressSetting(
                        "#", new AddressSettings().setAutoCreateAddresses(true).setAutoCreateQueues(true))
                .addAcceptorConfiguration("mqtt", url + "?protocols=MQTT"));
        broker.start();
        gateway = new MqttClient(url, "gateway", new MemoryPersistence());
        gateway.connect();
        gateway.subscribe("plumewatch/v1/#", 1, (topic, message) -> {
            String[] parts = topic.split("/", 4);
            if (!parts[3].equals("ack")) {
                said.add(new Said(parts[2], parts[3], new String(message.getPayload(), UTF_8)));
            }
        });
    }

    String url() {
        return url;
    }

    /** Returns the next thing that the unit says of this kind; others are passed over. */
    Said next(String deviceNo, String kind) throws InterruptedException {
        while (true) {
            Said next = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError(deviceNo + " said nothing of kind " + kind);
            }
            if (next.deviceNo.equals(deviceNo) && next.kind.startsWith(kind)) {
                return next;
            }
        }
    }

    void acknowledge(String deviceNo, RsAck ack) throws Exception {
        gateway.publish("plumewatch/v1/" + deviceNo + "/ack", new MqttMessage(RsJson.write(ack)));
    }

    @Override
    public void close() throws Exception {
        gateway.disconnectForcibly(0, 0, false);
        gateway.close(true);
        broker.stop();
    }
}
