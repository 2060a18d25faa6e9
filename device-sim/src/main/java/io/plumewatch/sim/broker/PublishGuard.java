package io.plumewatch.sim.broker;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Closes the connection on a PUBLISH that is too big, in every MQTT version (the broker's own limit binds MQTT 5
 * only), and on a topic that would name a queue of the broker.
 */
final class PublishGuard implements MQTTInterceptor {

    /** The largest PUBLISH, payload and headers, in bytes. */
    static final int LARGEST_PUBLISH = 2 * 1024 * 1024;

    @Override
    public boolean intercept(MqttMessage message, RemotingConnection connection) {
        if (message instanceof MqttPublishMessage publish) {
            return publish.fixedHeader().remainingLength() <= LARGEST_PUBLISH
                    && !publish.variableHeader().topicName().contains("::");
        }
        return true;
    }
}
