package io.plumewatch.gateway.mqtt;

import io.plumewatch.gateway.settings.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the intake of remote-sensing units.
 *
 * @param url broker, {@code tcp://host:port} or {@code ssl://host:port}
 * @param username user name of the gateway at the broker
 * @param password its password; empty = none
 * @param clientId names the gateway's persistent session; two gateways never share one
 * @param receiveMaximum most messages that the broker hands over before the first is acknowledged, 1..10,000; at 1 MiB a
 *     photo this also bounds the memory
 * @param keepAlive how soon a dead connection is noticed, 5..300 s
 * @param sessionExpiry how long the broker keeps what comes while the gateway is away, 1 min..24 days:
 *     brokers are known that count it in milliseconds in 32 bits, and end longer sessions at once
 */
@ConfigurationProperties("plumewatch.mqtt")
public record MqttSettings(
        @DefaultValue("tcp://127.0.0.1:1883") String url,
        @DefaultValue("plumewatch-gateway") String username,
        @DefaultValue("") String password,
        @DefaultValue("plumewatch-gateway") String clientId,
        @DefaultValue("64") int receiveMaximum,
        @DefaultValue("20s") Duration keepAlive,
        @DefaultValue("14d") Duration sessionExpiry) {

    public MqttSettings {
        Bounds.present("plumewatch.mqtt.url", url);
        Bounds.present("plumewatch.mqtt.client-id", clientId);
        Bounds.within("plumewatch.mqtt.receive-maximum", receiveMaximum, 1, 10_000);
        Bounds.within("plumewatch.mqtt.keep-alive", keepAlive, Duration.ofSeconds(5), Duration.ofSeconds(300));
        Bounds.within("plumewatch.mqtt.session-expiry", sessionExpiry, Duration.ofMinutes(1), Duration.ofDays(24));
    }

    @Override
    public String toString() {
        return "MqttSettings[url=" + url + ", username=" + username + ", clientId=" + clientId + "]";
    }
}
