package io.plumewatch.sim.city;

import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** The loopback ports of one city. They are off the standard ones, so that installed servers may run beside it. */
public record CityPorts(
        int postgresql,
        int redis,
        int mqtt,
        int enforcement,
        int gateway,
        int obd,
        int obdTls,
        int hj212,
        int opacimeter,
        int gasBench,
        int weather) {

    /** Offsets that keep every port below 65536. */
    public static final int LARGEST_OFFSET = 40_000;

    /** Returns the ports shifted by {@code offset}, {@code 0..40000}. */
    public static CityPorts shifted(int offset) {
        return new CityPorts(
                15_432 + offset,
                16_379 + offset,
                11_883 + offset,
                8_080 + offset,
                8_081 + offset,
                17_691 + offset,
                17_692 + offset,
                21_200 + offset,
                15_021 + offset,
                15_022 + offset,
                15_023 + offset);
    }

    /** Returns the ports of the same city with those of another gateway, which lie {@code 50} behind those of the first. */
    public CityPorts ofAnotherGateway() {
        return new CityPorts(
                postgresql,
                redis,
                mqtt,
                enforcement,
                gateway + 50,
                obd + 50,
                obdTls + 50,
                hj212 + 50,
                opacimeter,
                gasBench,
                weather);
    }

    /** Fails naming the first port that somebody listens on. */
    void requireFree() {
        byUse().forEach((use, port) -> {
            if (!isFree(port)) {
                throw new RunFailed("port " + port + " (" + use + ") is taken; free it, or shift all ports with"
                        + " --port-offset N");
            }
        });
    }

    boolean areFree() {
        return byUse().values().stream().allMatch(CityPorts::isFree);
    }

    private Map<String, Integer> byUse() {
        var uses = new LinkedHashMap<String, Integer>();
        uses.put("PostgreSQL", postgresql);
        uses.put("Redis", redis);
        uses.put("MQTT", mqtt);
        uses.put("enforcement-service, PLUMEWATCH_SERVICE_PORT", enforcement);
        uses.put("gateway, PLUMEWATCH_GATEWAY_PORT", gateway);
        uses.put("OBD terminals, PLUMEWATCH_OBD_PORT", obd);
        uses.put("OBD terminals with TLS, PLUMEWATCH_OBD_TLS_PORT", obdTls);
        uses.put("air stations, PLUMEWATCH_HJ212_PORT", hj212);
        uses.put("simulated opacimeter", opacimeter);
        uses.put("simulated gas bench", gasBench);
        uses.put("simulated weather station", weather);
        return uses;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
