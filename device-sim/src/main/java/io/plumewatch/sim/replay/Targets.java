package io.plumewatch.sim.replay;

import io.plumewatch.sim.city.Credentials;
import java.net.URI;

/** Where the gateway takes what devices send. */
public record Targets(String host, int obdPort, int hj212Port, String mqttUrl, URI gateway) {

    /** Returns where a city's gateway is. */
    public static Targets of(Credentials city) {
        URI gateway = URI.create(city.gatewayUrl());
        return new Targets(gateway.getHost(), city.obdPort(), city.hj212Port(), city.mqttUrl(), gateway);
    }
}
