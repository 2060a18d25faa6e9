package io.plumewatch.sim.city;

import io.plumewatch.sim.broker.MqttBroker;
import io.plumewatch.sim.server.JavaProgram;
import io.plumewatch.wire.log.RedisUsers;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How our two programs are run in a city: their jars, memory and settings.
 *
 * @param severalGateways whether gateways share the units
 */
record Programs(CityFolder folder, CityPorts ports, int gatewayRedisPort, String jdbcUrl, boolean severalGateways) {

    static final String ADMIN_TOKEN_FILE = "admin.token";
    static final String LOG_KEY_FILE = "log.key";
    static final String OTHER_LOG_KEY_FILE = "log-2.key";
    static final String PROJECTION_KEY_FILE = "projection.key";
    static final String GATEWAY_PASSWORD_FILE = "gateway-mqtt.password";

    /** Two cores are shared by everything: one collector thread, and heaps that leave room for the browser. */
    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx512m", "-Xss512k");

    JavaProgram gateway() {
        var environment = ofGateway(ports);
        environment.put("PLUMEWATCH_LOG_KEY", folder.secret(LOG_KEY_FILE));
        environment.put(
                "PLUMEWATCH_INSTRUMENTS", InstrumentLines.write(folder, ports).toString());
        environment.put(
                "PLUMEWATCH_INSTRUMENT_SPOOL",
                folder.path().resolve("instruments").toString());
        return gateway("gateway", ports, environment);
    }

    /** A gateway beside the first; the instruments stay with that one. */
    JavaProgram anotherGateway(CityPorts its) {
        var environment = ofGateway(its);
        environment.put("PLUMEWATCH_GATEWAY_ID", "gateway-2");
        environment.put(
                "PLUMEWATCH_INSTRUMENT_SPOOL",
                folder.path().resolve("instruments-2").toString());
        environment.put("PLUMEWATCH_LOG_KEY", folder.secret(OTHER_LOG_KEY_FILE));
        return gateway("gateway-2", its, environment);
    }

    /** Returns what every gateway is told. */
    private Map<String, String> ofGateway(CityPorts its) {
        var environment = new HashMap<>(shared(RedisUsers.GATEWAY, gatewayRedisPort));
        environment.put("PLUMEWATCH_GATEWAY_PORT", Integer.toString(its.gateway()));
        environment.put("PLUMEWATCH_OBD_PORT", Integer.toString(its.obd()));
        environment.put("PLUMEWATCH_OBD_TLS_PORT", Integer.toString(its.obdTls()));
        environment.put("PLUMEWATCH_HJ212_PORT", Integer.toString(its.hj212()));
        environment.put("PLUMEWATCH_MQTT_URL", "tcp://127.0.0.1:" + its.mqtt());
        environment.put("PLUMEWATCH_MQTT_USERNAME", MqttBroker.GATEWAY_USER);
        environment.put("PLUMEWATCH_MQTT_PASSWORD", folder.secret(GATEWAY_PASSWORD_FILE));
        if (severalGateways) {
            environment.put("PLUMEWATCH_MQTT_SHARED_GROUP", "city");
        }
        return environment;
    }

    private JavaProgram gateway(String name, CityPorts its, Map<String, String> environment) {
        return new JavaProgram(
                name,
                Installation.find().gatewayJar(),
                folder.path(),
                health(its.gateway()),
                JAVA_OPTIONS,
                environment);
    }

    JavaProgram enforcement() {
        return enforcement("enforcement", ports.enforcement());
    }

    /** An instance of the enforcement-service beside others. */
    JavaProgram enforcement(String name, int port) {
        var environment = new HashMap<>(shared(RedisUsers.SERVICE, ports.redis()));
        environment.put("PLUMEWATCH_LOG_KEYS", logKeys());
        environment.put("PLUMEWATCH_SERVICE_PORT", Integer.toString(port));
        environment.put("SPRING_DATASOURCE_URL", jdbcUrl);
        environment.put("SPRING_DATASOURCE_USERNAME", "postgres");
        environment.put("SPRING_DATASOURCE_PASSWORD", "");
        environment.put("PLUMEWATCH_BOOTSTRAP_ADMIN_TOKEN", folder.secret(ADMIN_TOKEN_FILE));
        environment.put(
                "PLUMEWATCH_SIGNING_KEY",
                folder.path().resolve("keys").resolve("signing-key.pem").toString());
        // Nobody in a box waits a day before the second review.
        environment.put("PLUMEWATCH_SETTLE_HOURS", "0");
        return new JavaProgram(
                name, Installation.find().enforcementJar(), folder.path(), health(port), JAVA_OPTIONS, environment);
    }

    private String logKeys() {
        String first = "gateway-1=" + folder.secret(LOG_KEY_FILE);
        return severalGateways ? first + ",gateway-2=" + folder.secret(OTHER_LOG_KEY_FILE) : first;
    }

    private Map<String, String> shared(String redisUser, int redisPort) {
        String redis = LogUsers.of(folder).uri(redisUser, redisPort);
        return Map.of(
                "PLUMEWATCH_PROJECTION_KEY",
                folder.secret(PROJECTION_KEY_FILE),
                "PLUMEWATCH_HTTP_BIND",
                "127.0.0.1",
                "PLUMEWATCH_OBD_BIND",
                "127.0.0.1",
                "PLUMEWATCH_REDIS_URI",
                redis,
                "PLUMEWATCH_TELEMETRY_REDIS_URI",
                redis,
                "PLUMEWATCH_BLOBS",
                folder.path().resolve("blobs").toString());
    }

    private static URI health(int port) {
        return URI.create("http://127.0.0.1:" + port + "/actuator/health");
    }
}
