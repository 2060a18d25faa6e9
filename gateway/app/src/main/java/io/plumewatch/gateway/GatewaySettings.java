package io.plumewatch.gateway;

import io.plumewatch.gateway.settings.Bounds;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the process.
 *
 * @param id names this gateway in the entries that it writes
 */
@ConfigurationProperties("plumewatch.gateway")
record GatewaySettings(@DefaultValue("gateway-1") String id) {

    GatewaySettings {
        Bounds.present("plumewatch.gateway.id", id);
    }
}
